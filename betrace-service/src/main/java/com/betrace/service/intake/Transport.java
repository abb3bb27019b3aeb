package com.betrace.service.intake;

/** How an OTLP request came. */
public enum Transport {
    GRPC,
    HTTP
}
