package com.betrace.assembly;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Collects spans into traces and closes them. Each span id counts once in a trace, spans come in any order, and a trace
 * that has closed is never opened again by a late span as long as its tombstone lasts.
 *
 * <p>Not thread-safe. Times are nanoseconds of any time that starts near zero and never goes back. Closed traces are
 * handed to a consumer, during the call that closes them; it must not call back.
 *
 * @param <C> what the owner wants kept with a trace, read when its first span comes
 */
public final class TraceAssembler<C> {

    private final OpenTrace.Deadlines deadlines;
    private final AssemblyLimits limits;
    private final Supplier<? extends C> context;
    private final Consumer<? super ClosedTrace<C>> closed;
    private final Map<TraceId, OpenTrace<C>> open = new HashMap<>();
    private final DueHeap<C> due = new DueHeap<>();
    private final Tombstones tombstones;
    private long openSpans;
    private long openBytes;

    public TraceAssembler(
            CompletionPolicy policy,
            AssemblyLimits limits,
            Supplier<? extends C> context,
            Consumer<? super ClosedTrace<C>> closed) {
        this.deadlines = new OpenTrace.Deadlines(policy);
        this.limits = limits;
        this.context = context;
        this.closed = closed;
        this.tombstones = new Tombstones(limits.tombstones());
    }

    /** Takes a span that arrived now; a limit that it reaches closes traces at once. */
    public Arrival<C> add(Span span, long now) {
        OpenTrace<C> trace = open.get(span.traceId());
        if (trace == null) {
            if (tombstones.contains(span.traceId())) {
                return new Arrival<>(Arrival.Outcome.LATE, context.get());
            }
            trace = open(span.traceId(), now);
        }
        long bytesBefore = trace.bytes();
        if (!trace.add(span, now)) {
            return new Arrival<>(Arrival.Outcome.DUPLICATE, trace.added().context());
        }
        openSpans++;
        openBytes += trace.bytes() - bytesBefore;
        afterAdding(trace, now);
        return trace.added();
    }

    private OpenTrace<C> open(TraceId id, long now) {
        OpenTrace<C> trace = new OpenTrace<>(id, deadlines, context.get(), now);
        open.put(id, trace);
        due.add(trace, trace.dueAt());
        openBytes += trace.bytes();
        return trace;
    }

    private void afterAdding(OpenTrace<C> trace, long now) {
        if (trace.spanCount() >= limits.maxSpans()) {
            close(trace, CloseReason.SPAN_LIMIT);
        } else if (trace.bytes() >= limits.maxBytes()) {
            close(trace, CloseReason.BYTE_LIMIT);
        } else if (trace.dueAt() < trace.wakeAt) {
            due.move(trace, trace.dueAt());
        }
        if (openBytes > limits.maxOpenBytes()) {
            relieveMemory(now);
        }
    }

    /** Keeps a trace open for longer, where any of these times is longer than its own; nothing where it has closed. */
    public void hold(TraceId id, CompletionPolicy policy) {
        OpenTrace<C> trace = open.get(id);
        if (trace != null) {
            trace.hold(policy);
        }
    }

    /** Closes every trace whose time has come by now. */
    public void closeDue(long now) {
        for (OpenTrace<C> next = due.first(); next != null && next.wakeAt <= now; next = due.first()) {
            CloseReason reason = next.dueReason(now);
            if (reason == null) {
                due.move(next, next.dueAt());
            } else {
                close(next, reason);
            }
        }
    }

    /** When {@link #closeDue} may find something to close, not before; {@code Long.MAX_VALUE} while no trace is open. */
    public long nextDue() {
        OpenTrace<C> next = due.first();
        return next == null ? Long.MAX_VALUE : next.wakeAt;
    }

    /** Closes every trace, whatever its age. */
    public void closeAll(CloseReason reason) {
        for (OpenTrace<C> next = due.first(); next != null; next = due.first()) {
            close(next, reason);
        }
    }

    /** Frees an eighth at once, so that a flood of small traces does not sort all of them for each span. */
    private void relieveMemory(long now) {
        List<OpenTrace<C>> heaviestFirst = new ArrayList<>(open.values());
        heaviestFirst.sort(Comparator.comparingDouble((OpenTrace<C> trace) -> trace.weight(now))
                .reversed());
        long enough = limits.maxOpenBytes() - limits.maxOpenBytes() / 8;
        for (OpenTrace<C> trace : heaviestFirst) {
            if (openBytes <= enough) {
                return;
            }
            close(trace, CloseReason.MEMORY);
        }
    }

    private void close(OpenTrace<C> trace, CloseReason reason) {
        open.remove(trace.id());
        due.remove(trace);
        tombstones.add(trace.id());
        openSpans -= trace.spanCount();
        openBytes -= trace.bytes();
        closed.accept(trace.close(reason));
    }

    public int openTraces() {
        return open.size();
    }

    /** Spans of the open traces. */
    public long openSpans() {
        return openSpans;
    }

    /** Estimated memory of the open traces. */
    public long openBytes() {
        return openBytes;
    }
}
