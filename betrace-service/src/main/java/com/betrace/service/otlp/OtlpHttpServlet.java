package com.betrace.service.otlp;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.intake.Transport;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
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
            export(request, encoding.get(), reply);
        }
    }

    private void export(HttpServletRequest request, HttpEncoding encoding, HttpReply reply) throws IOException {
        Message result;
        try {
            ByteString body = HttpBody.read(request, isGzip(request.getHeader("Content-Encoding")), limits);
            result = encoding == HttpEncoding.JSON ? traces.exportJson(body) : traces.exportProtobuf(body);
        } catch (RuntimeException e) {
            reply.fail(ErrorStatus.of(e));
            return;
        }
        reply.send(HttpServletResponse.SC_OK, result);
    }

    private static boolean isPlain(@Nullable String contentEncoding) {
        return contentEncoding == null || contentEncoding.equalsIgnoreCase("identity");
    }

    private static boolean isGzip(@Nullable String contentEncoding) {
        return contentEncoding != null && contentEncoding.strip().equalsIgnoreCase("gzip");
    }

    /** Answers in one encoding, and counts it. */
    record HttpReply(OtlpTraces traces, HttpServletResponse response, HttpEncoding encoding) {

        void refuse(int httpStatus, String message) throws IOException {
            send(httpStatus, ErrorStatus.of(Code.UNIMPLEMENTED, message));
        }

        void fail(Status status) throws IOException {
            ErrorStatus.retryAfterSeconds(status)
                    .ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(seconds)));
            send(ErrorStatus.httpStatus(status), status);
        }

        void send(int httpStatus, Message body) throws IOException {
            traces.answered(Transport.HTTP, body instanceof Status status ? code(status) : Code.OK);
            byte[] content = encoding.encode(body);
            response.setStatus(httpStatus);
            response.setContentType(encoding.mediaType());
            response.setContentLength(content.length);
            response.getOutputStream().write(content);
        }

        private static Code code(Status status) {
            Code code = Code.forNumber(status.getCode());
            return code == null ? Code.UNKNOWN : code;
        }
    }
}
