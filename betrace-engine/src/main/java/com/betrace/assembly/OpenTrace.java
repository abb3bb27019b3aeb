package com.betrace.assembly;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanBytes;
import com.betrace.model.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spans of a trace that still takes them. */
final class OpenTrace<C> {

    private final TraceId id;
    private Deadlines deadlines;
    private final long openedAt;
    private final Arrival<C> added;
    private final List<Span> spans = new ArrayList<>();
    private final SpanIndex index = new SpanIndex();
    private final SpanBytes spanBytes = new SpanBytes();
    private long lastSpanAt;
    private boolean rootSeen;
    private boolean damaged;
    private boolean cyclic;
    private boolean recovered;

    /** Owned by {@link DueHeap}. */
    int heapIndex;

    /** Owned by {@link DueHeap}. */
    long wakeAt;

    /** @param damaged something of it is known to be missing already */
    OpenTrace(TraceId id, Deadlines deadlines, C context, long now, boolean damaged) {
        this.id = id;
        this.deadlines = deadlines;
        this.openedAt = now;
        this.lastSpanAt = now;
        this.damaged = damaged;
        this.added = new Arrival<>(Arrival.Outcome.ADDED, context, 0);
    }

    /** False where a span of this id is there already; the first one stays, and a different one damages the trace. */
    boolean add(Span span, long now) {
        int place = index.find(span.spanIdValue());
        if (place != SpanIndex.ABSENT) {
            damaged |= !spans.get(place).equals(span);
            return false;
        }
        index.put(span.spanIdValue(), spans.size());
        spans.add(span);
        if (span.hasParent()) {
            index.refer(span.parentSpanIdValue());
        } else {
            rootSeen = true;
        }
        damaged |= span.truncated();
        spanBytes.add(span);
        lastSpanAt = now;
        return true;
    }

    /** Nobody could send before now. */
    void resume(long now) {
        lastSpanAt = now;
    }

    /** Two different spans came under one id. */
    void damaged() {
        damaged = true;
    }

    /** Part of it was lost with a damaged log. */
    void recovered() {
        recovered = true;
    }

    /** Stays open for at least these times too. */
    void hold(CompletionPolicy policy) {
        deadlines = deadlines.atLeast(new Deadlines(policy));
    }

    /** When it closes if no further span comes; it may turn out to be later, never earlier. */
    long dueAt() {
        return Math.min(quietAt(), openedAt + deadlines.maxAge());
    }

    /** Why it is to be closed, or null where it is not due yet. */
    @Nullable
    CloseReason dueReason(long now) {
        if (rootComplete() && quietAt() <= now) {
            cyclic = hasCycle();
        }
        if (dueAt() > now) {
            return null;
        }
        if (openedAt + deadlines.maxAge() < quietAt()) {
            return CloseReason.MAX_AGE;
        }
        return rootComplete() && deadlines.rootGrace() <= deadlines.idle() ? CloseReason.ROOT : CloseReason.IDLE;
    }

    private long quietAt() {
        return lastSpanAt + (rootComplete() ? Math.min(deadlines.rootGrace(), deadlines.idle()) : deadlines.idle());
    }

    private boolean rootComplete() {
        return rootSeen && index.missing() == 0 && !cyclic;
    }

    /** Whether a span is its own ancestor, itself included. Spans are never taken back, so neither is a cycle. */
    private boolean hasCycle() {
        int[] walks = new int[spans.size()];
        for (int start = 0; start < walks.length; start++) {
            int at = start;
            while (at != SpanIndex.ABSENT && walks[at] == 0) {
                walks[at] = start + 1;
                at = parentOf(at);
            }
            if (at != SpanIndex.ABSENT && walks[at] == start + 1) {
                return true;
            }
        }
        return false;
    }

    private int parentOf(int place) {
        Span span = spans.get(place);
        return span.hasParent() ? index.find(span.parentSpanIdValue()) : SpanIndex.ABSENT;
    }

    /** How much memory it would free, and how little it would be missed: large and old first. */
    double weight(long now) {
        return (double) bytes() * (now - openedAt + 1);
    }

    TraceId id() {
        return id;
    }

    int spanCount() {
        return spans.size();
    }

    long bytes() {
        return spanBytes.total();
    }

    /** The arrival of each of its spans; one object, because there are many spans. */
    Arrival<C> added() {
        return added;
    }

    C context() {
        return added.context();
    }

    /** A trace of which part was lost cannot be complete, however quiet it is. */
    CloseReason actual(CloseReason reason) {
        return recovered && reason.mayBeComplete() ? CloseReason.RECOVERED : reason;
    }

    ClosedTrace<C> closed(CloseReason reason, boolean again, boolean isLast) {
        return new ClosedTrace<>(added.context(), id, spans, reason, damaged, again, isLast);
    }

    /** A completion policy in nanoseconds. */
    record Deadlines(long rootGrace, long idle, long maxAge) {

        /** A time that is as good as for ever, and small enough to be added to any other. */
        private static final Duration LONGEST = Duration.ofDays(10_000);

        Deadlines(CompletionPolicy policy) {
            this(nanos(policy.rootGrace()), nanos(policy.idle()), nanos(policy.maxAge()));
        }

        Deadlines atLeast(Deadlines other) {
            return new Deadlines(
                    Math.max(rootGrace, other.rootGrace), Math.max(idle, other.idle), Math.max(maxAge, other.maxAge));
        }

        static long nanos(Duration time) {
            return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
        }
    }
}
