package com.betrace.service.otlp;

import com.betrace.model.RequestException;
import com.betrace.service.api.ErrorStatus;
import com.betrace.service.intake.Reservation;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OTLP/HTTP for traces: {@code POST /v1/traces}, protobuf or JSON, plain or gzip. */
public final class OtlpHttpServlet extends HttpServlet {

    public static final String PATH = "/v1/traces";

    private static final long serialVersionUID = 1;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNSUPPORTED = 415;

    private final transient OtlpTraces traces;
    private final transient HttpLimits limits;

    public OtlpHttpServlet(OtlpTraces traces, HttpLimits limits) {
        this.traces = traces;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpEncoding> encoding = HttpEncoding.of(request.getContentType());
        HttpReply reply = new HttpReply(traces, response, encoding.orElse(HttpEncoding.JSON));
        String contentEncoding = request.getHeader("Content-Encoding");
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            reply.refuse(METHOD_NOT_ALLOWED, "the method is " + request.getMethod() + ", expected POST");
        } else if (encoding.isEmpty()) {
            reply.refuse(
                    UNSUPPORTED,
                    "Content-Type is '" + request.getContentType()
                            + "', expected application/x-protobuf or application/json");
        } else if (!isPlain(contentEncoding) && !isGzip(contentEncoding)) {
            reply.refuse(UNSUPPORTED, "Content-Encoding is '" + contentEncoding + "', expected gzip or none");
        } else {
            export(request, reply);
            return;
        }
        DiscardedBody.of(request, limits);
    }

    /** Refuses before anything is read what is announced as too large, and all while memory is short. */
    private void export(HttpServletRequest request, HttpReply reply) throws IOException {
        HttpBody body;
        try {
            limits.requireWithin(request.getContentLengthLong());
            Reservation reservation = traces.admission().open(Math.max(0, request.getContentLengthLong()));
            body = new HttpBody(reservation, limits, isGzip(request.getHeader("Content-Encoding")));
        } catch (RequestException e) {
            reply.fail(ErrorStatus.of(e));
            DiscardedBody.of(request, limits);
            return;
        }
        HttpExport.start(request, body, reply, limits);
    }

    private static boolean isPlain(@Nullable String contentEncoding) {
        return contentEncoding == null || contentEncoding.equalsIgnoreCase("identity");
    }

    private static boolean isGzip(@Nullable String contentEncoding) {
        return contentEncoding != null && contentEncoding.strip().equalsIgnoreCase("gzip");
    }
}
