package com.betrace.assembly;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.TraceId;

/** A trace that has closed and closes once more with spans that come late: at most once a second, and five times. */
final class Lingering<C> implements Comparable<Lingering<C>> {

    private static final long PAUSE = 1_000_000_000;
    private static final int CLOSINGS = 5;

    private final OpenTrace<C> trace;
    private final CloseReason reason;
    private final long closedAt;
    private final long endsAt;
    private long lastClosedAt;
    private int closings;
    private boolean changed;
    private long dueAt;

    Lingering(OpenTrace<C> trace, CloseReason reason, long closedAt, long endsAt) {
        this.trace = trace;
        this.reason = reason;
        this.closedAt = closedAt;
        this.endsAt = endsAt;
        this.lastClosedAt = closedAt;
    }

    /** False where it has a span of this id already. */
    boolean add(Span span, long now) {
        return trace.add(span, now);
    }

    void damaged() {
        trace.damaged();
    }

    /** Notes that it is to close again; true where that was not so before. The last time is kept for the end of the linger. */
    boolean change(long now) {
        if (changed) {
            return false;
        }
        changed = true;
        dueAt = closings < CLOSINGS - 1 ? Math.max(now, lastClosedAt + PAUSE) : endsAt;
        return true;
    }

    ClosedTrace<C> closeAgain(long now, boolean isLast) {
        changed = false;
        closings++;
        lastClosedAt = now;
        return trace.closed(reason, true, isLast);
    }

    boolean isChanged() {
        return changed;
    }

    /** When to close again, while it is changed. */
    long dueAt() {
        return Math.min(dueAt, endsAt);
    }

    long closedAt() {
        return closedAt;
    }

    long endsAt() {
        return endsAt;
    }

    TraceId id() {
        return trace.id();
    }

    long bytes() {
        return trace.bytes();
    }

    int spanCount() {
        return trace.spanCount();
    }

    C context() {
        return trace.context();
    }

    @Override
    public int compareTo(Lingering<C> other) {
        return Long.compare(dueAt(), other.dueAt());
    }
}
