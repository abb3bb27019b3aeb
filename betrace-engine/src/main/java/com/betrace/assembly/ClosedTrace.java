package com.betrace.assembly;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.time.Instant;
import java.util.List;

/**
 * A trace that will not change any more.
 *
 * @param context what was read when the trace opened
 * @param spans each span id once, in order of arrival
 * @param damaged a span was truncated, or two different spans came under one id
 */
public record ClosedTrace<C>(C context, TraceId id, List<Span> spans, CloseReason closedBy, boolean damaged) {

    /** The trace as a value; the wall clock is its owner's. */
    public Trace at(Instant closedAt) {
        return new Trace(id, spans, closedBy, damaged, closedAt);
    }
}
