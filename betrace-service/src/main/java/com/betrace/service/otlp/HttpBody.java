package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;

/** Reads the body of a request whole, inflated, within the limits. */
final class HttpBody {

    private HttpBody() {}

    static ByteString read(HttpServletRequest request, boolean gzip, HttpLimits limits) {
        if (request.getContentLengthLong() > limits.wireBytes()) {
            throw tooLarge(limits);
        }
        byte[] wire = readWire(request, limits);
        return gzip && wire.length > 0
                ? UnsafeByteOperations.unsafeWrap(GzipBody.inflate(ByteBuffer.wrap(wire), limits.inflatedBytes()))
                : UnsafeByteOperations.unsafeWrap(wire);
    }

    private static byte[] readWire(HttpServletRequest request, HttpLimits limits) {
        try {
            InputStream in = request.getInputStream();
            byte[] wire = in.readNBytes(limits.wireBytes());
            if (wire.length == limits.wireBytes() && in.read() >= 0) {
                throw tooLarge(limits);
            }
            return wire;
        } catch (IOException | HttpException.RuntimeException e) {
            // The second where the body comes too slowly.
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "the body could not be read to its end");
        }
    }

    private static RequestException tooLarge(HttpLimits limits) {
        return new RequestException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "the body is larger than " + limits.wireBytes() + " bytes, the most allowed");
    }
}
