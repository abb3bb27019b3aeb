package com.betrace.service.otlp;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.intake.Transport;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Answers an export in one encoding, and counts it. */
record HttpReply(OtlpTraces traces, HttpServletResponse response, HttpEncoding encoding) {

    /** Decodes a whole body in the same encoding. */
    Message export(ByteBuffer body) {
        return encoding == HttpEncoding.JSON ? traces.exportJson(body) : traces.exportProtobuf(body);
    }

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
        response.getOutputStream().close();
    }

    private static Code code(Status status) {
        Code code = Code.forNumber(status.getCode());
        return code == null ? Code.UNKNOWN : code;
    }
}
