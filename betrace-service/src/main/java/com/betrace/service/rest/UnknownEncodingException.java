package com.betrace.service.rest;

import jakarta.ws.rs.NotSupportedException;

/** A body that is encoded in a way that nobody here can undo. */
final class UnknownEncodingException extends NotSupportedException {

    private static final long serialVersionUID = 1;

    UnknownEncodingException(String encoding) {
        super("Content-Encoding is '" + encoding + "', expected gzip or none");
    }
}
