package com.betrace.model;

/** OpenTelemetry's span status codes. */
public enum StatusCode {
    UNSET,
    OK,
    ERROR
}
