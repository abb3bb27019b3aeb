package com.betrace.service.rest;

import com.betrace.service.api.Actors;
import jakarta.servlet.http.HttpServletRequest;

/** Who calls. */
final class Caller {

    private Caller() {}

    static String actor(HttpServletRequest request) {
        return Actors.of(request.getHeader(Actors.HEADER), request.getRemoteAddr());
    }
}
