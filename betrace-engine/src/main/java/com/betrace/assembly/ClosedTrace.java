package com.betrace.assembly;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.time.Instant;
import java.util.List;

/**
 * A trace as it is when it closes.
 *
 * @param context what was read when the trace opened
 * @param spans each span id once, in order of arrival
 * @param damaged a span was truncated, two different spans came under one id, or the trace is the rest of one that had closed
 * @param again it had closed before, and spans have come since
 * @param isLast it will not close again, whatever comes
 */
public record ClosedTrace<C>(
        C context, TraceId id, List<Span> spans, CloseReason closedBy, boolean damaged, boolean again, boolean isLast) {

    public ClosedTrace {
        spans = List.copyOf(spans);
    }

    /** The trace as a value; the wall clock is its owner's. */
    public Trace at(Instant closedAt) {
        return new Trace(id, spans, closedBy, damaged, closedAt);
    }
}
