package com.betrace.model;

import java.time.Instant;
import java.util.List;

/**
 * A closed trace: at least one span, each span id once, in order of arrival.
 *
 * @param damaged true where something of the trace is known to be missing or was cut: a dropped or truncated span, or
 *     two different spans under one id
 */
public record Trace(TraceId id, List<Span> spans, CloseReason closedBy, boolean damaged, Instant closedAt) {

    public Trace {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("trace " + id + " has no span");
        }
    }
}
