package com.betrace.service.cli;

import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.TraceId;

/** Moves a span to another trace and time, so that what happened once can happen again now. */
public final class SpanShift {

    private SpanShift() {}

    /** @param nanos by how much later everything of the span is */
    public static Span moved(Span span, TraceId trace, long nanos) {
        return Span.builder(trace, span.spanId())
                .parentSpanId(span.parentSpanId())
                .name(span.name())
                .kind(span.kind())
                .status(span.status())
                .statusMessage(span.statusMessage())
                .time(span.startNanos() + nanos, span.endNanos() + nanos)
                .attributes(span.attributes())
                .resource(span.resource())
                .scope(span.scope())
                .events(span.events().stream()
                        .map(event -> new SpanEvent(event.name(), event.timeNanos() + nanos, event.attributes()))
                        .toList())
                .links(span.links())
                .build();
    }
}
