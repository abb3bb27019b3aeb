package com.betrace.service.rest;

import com.betrace.service.api.ErrorStatus;
import com.google.rpc.Code;
import com.google.rpc.Status;

/** Errors that HTTP has and the API has not, such as an unknown path, in the form that all errors have. */
final class HttpProblem {

    private HttpProblem() {}

    static Status of(int httpStatus, String message) {
        return ErrorStatus.of(code(httpStatus), message);
    }

    private static Code code(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 405, 415, 501 -> Code.UNIMPLEMENTED;
            case 408, 504 -> Code.DEADLINE_EXCEEDED;
            case 413, 414, 431 -> Code.RESOURCE_EXHAUSTED;
            case 503 -> Code.UNAVAILABLE;
            default -> httpStatus < 500 ? Code.INVALID_ARGUMENT : Code.INTERNAL;
        };
    }
}
