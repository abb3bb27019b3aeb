package com.betrace.service.rest;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.google.rpc.Status;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers errors that never reach a resource, such as an oversized header, in the form that all errors have. */
final class StatusErrorHandler extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Status status = HttpProblem.of(code, message == null ? HttpStatus.getMessage(code) : message);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiMediaTypes.JSON);
        ErrorStatus.retryAfterSeconds(status)
                .ifPresent(s -> response.getHeaders().put(HttpHeader.RETRY_AFTER, s));
        Content.Sink.write(response, true, ProtoJsonWriter.write(status), callback);
    }
}
