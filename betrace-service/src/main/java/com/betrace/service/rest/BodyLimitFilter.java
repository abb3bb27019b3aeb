package com.betrace.service.rest;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.intake.Pace;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;

/**
 * Refuses bodies over a limit, which counts bytes as the resources see them: after inflation, chunked or not. And bodies in
 * encodings that the server did not undo before, and those that trickle, because each keeps a thread waiting.
 */
@Provider
@PreMatching
final class BodyLimitFilter implements ContainerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TIMEOUT = 408;

    private final long limit;

    BodyLimitFilter(long limit) {
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            Leftover.discard(request.getEntityStream());
            throw new UnknownEncodingException(encoding);
        }
        if (request.getLength() > limit) {
            Leftover.discard(request.getEntityStream());
            throw tooLarge();
        }
        request.setEntityStream(new LimitedStream(request.getEntityStream()));
    }

    private RequestException tooLarge() {
        return new RequestException(
                ErrorCode.RESOURCE_EXHAUSTED, "the request body is larger than the limit of " + limit + " bytes");
    }

    private final class LimitedStream extends FilterInputStream {

        private final Pace pace = new Pace(PATIENCE);
        private long left = limit;

        LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = readFrom(buffer, offset, length);
            left -= Math.max(0, read);
            if (read > 0 && pace.isTooSlow(limit - left)) {
                throw new HttpException.RuntimeException(TIMEOUT, "the body came too slowly");
            }
            if (left < 0) {
                Leftover.discard(in);
                throw tooLarge();
            }
            return read;
        }

        /** The server wraps what is wrong with a body, such as bad gzip, into an exception that says nothing. */
        private int readFrom(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (RuntimeException e) {
                if (e.getCause() instanceof IOException broken) {
                    throw broken;
                }
                throw e;
            }
        }
    }
}
