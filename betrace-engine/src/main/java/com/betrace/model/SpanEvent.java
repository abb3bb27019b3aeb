package com.betrace.model;

/** Something that happened during a span; the time is in unix nanoseconds. */
public record SpanEvent(String name, long timeNanos, Attributes attributes) {}
