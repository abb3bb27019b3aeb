package com.betrace.model;

/** A reference from a span to a span of this or another trace. */
public record SpanLink(TraceId traceId, SpanId spanId, Attributes attributes) {}
