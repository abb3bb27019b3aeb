package com.betrace.service.doors;

import com.google.rpc.Code;
import org.jspecify.annotations.Nullable;

/**
 * What a sender hears.
 *
 * @param http the status over HTTP, null over gRPC
 * @param retryAfter seconds, where it is told when to try again
 * @param badRequest whether details say what is wrong with the request
 * @param message of a refusal, else empty
 * @param partial rejected spans as the answer tells them; -1 where it does not speak of any
 */
record Answer(
        Code code,
        @Nullable Integer http,
        @Nullable Long retryAfter,
        boolean badRequest,
        String message,
        long partial) {}
