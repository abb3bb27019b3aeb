package com.betrace.assembly;

import com.betrace.assembly.Arrival.Outcome;
import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Collects spans into traces and closes them. Each span id counts once in a trace, and spans come in any order. A trace that has
 * closed by itself lingers, and closes again with spans that come late; after that, and where a limit has closed it, it is never
 * opened again as long as its tombstone lasts.
 *
 * <p>Not thread-safe. Times are nanoseconds of any time that starts at zero or above and never goes back. What is let go is
 * handed out during the call that does so.
 *
 * @param <C> what the owner wants kept with a trace, read when its first span comes
 */
public final class TraceAssembler<C> {

    private final OpenTrace.Deadlines deadlines;
    private final AssemblyLimits limits;
    private final long lingerNanos;
    private final Supplier<? extends C> context;
    private final Outlet<C> outlet;
    private final Map<TraceId, OpenTrace<C>> open = new HashMap<>();
    private final DueHeap<C> due = new DueHeap<>();
    private final Tombstones tombstones;
    private final Linger<C> linger;
    private long openSpans;
    private long openBytes;

    public TraceAssembler(
            CompletionPolicy policy, AssemblyLimits limits, Supplier<? extends C> context, Outlet<C> outlet) {
        this.deadlines = new OpenTrace.Deadlines(policy);
        this.limits = limits;
        this.lingerNanos = OpenTrace.Deadlines.nanos(limits.linger());
        this.context = context;
        this.outlet = outlet;
        this.tombstones = new Tombstones(limits.tombstones());
        this.linger = new Linger<>(limits, tombstones, outlet);
    }

    /** Takes a span that arrived now; a limit that it reaches closes its trace at once. */
    public Arrival<C> add(Span span, long now) {
        OpenTrace<C> trace = open.get(span.traceId());
        if (trace != null) {
            return add(trace, span, now);
        }
        Lingering<C> lingering = linger.find(span.traceId());
        if (lingering != null) {
            return linger.add(lingering, span, now);
        }
        long buried = tombstones.find(span.traceId());
        return buried == Tombstones.ABSENT ? add(open(span.traceId(), now), span, now) : late(buried, now);
    }

    private Arrival<C> late(long buried, long now) {
        Outcome outcome = Tombstones.byLimit(buried) ? Outcome.AFTER_LIMIT : Outcome.LATE;
        return new Arrival<>(outcome, context.get(), Math.max(0, now - Tombstones.closedAt(buried)));
    }

    private Arrival<C> add(OpenTrace<C> trace, Span span, long now) {
        long bytesBefore = trace.bytes();
        if (!trace.add(span, now)) {
            return new Arrival<>(Outcome.DUPLICATE, trace.context(), 0);
        }
        openSpans++;
        openBytes += trace.bytes() - bytesBefore;
        afterAdding(trace, now);
        return trace.added();
    }

    /** A trace of which there is only a faint memory is the rest of one that has closed. */
    private OpenTrace<C> open(TraceId id, long now) {
        OpenTrace<C> trace = new OpenTrace<>(id, deadlines, context.get(), now, tombstones.isFaint(id));
        open.put(id, trace);
        due.add(trace, trace.dueAt());
        openBytes += trace.bytes();
        return trace;
    }

    private void afterAdding(OpenTrace<C> trace, long now) {
        if (trace.spanCount() >= limits.maxSpans()) {
            close(trace, CloseReason.SPAN_LIMIT, now);
        } else if (trace.bytes() >= limits.maxBytes()) {
            close(trace, CloseReason.BYTE_LIMIT, now);
        } else if (trace.dueAt() < trace.wakeAt) {
            due.move(trace, trace.dueAt());
        }
    }

    /** Keeps a trace open for longer, where any of these times is longer than its own; nothing where it has closed. */
    public void hold(TraceId id, CompletionPolicy policy) {
        OpenTrace<C> trace = open.get(id);
        if (trace != null) {
            trace.hold(policy);
        }
    }

    /** Notes of an open trace that part of it was lost. */
    public void recovered(TraceId id) {
        OpenTrace<C> trace = open.get(id);
        if (trace != null) {
            trace.recovered();
        }
    }

    /**
     * Keeps a trace that had closed in an earlier process, with all of its spans.
     *
     * @param changed whether some of them came after its last close
     * @return whether it lingers still
     */
    public boolean restore(List<Span> spans, CloseReason reason, long closedAt, boolean changed, long now) {
        TraceId id = spans.get(0).traceId();
        if (!lingersAt(now, reason, closedAt)) {
            bury(id, closedAt, reason);
            return false;
        }
        OpenTrace<C> trace = new OpenTrace<>(id, deadlines, context.get(), closedAt, false);
        spans.forEach(span -> trace.add(span, closedAt));
        Lingering<C> lingering = new Lingering<>(trace, reason, closedAt, closedAt + lingerNanos);
        linger.keep(lingering);
        if (changed) {
            linger.change(lingering, now);
        }
        return true;
    }

    /** Whether a trace that closed then lingers still. */
    public boolean lingersAt(long now, CloseReason reason, long closedAt) {
        return reason.mayBeComplete() && closedAt + lingerNanos > now;
    }

    /** Notes of a lingering trace that two different spans came under one id. */
    public void damaged(TraceId id) {
        Lingering<C> trace = linger.find(id);
        if (trace != null) {
            trace.damaged();
        }
    }

    /** Nobody could send before now, so no open trace was quiet; each is as old as it was. */
    public void resume(long now) {
        open.values().forEach(trace -> trace.resume(now));
    }

    /** Whether a trace has closed and may close again. */
    public boolean lingers(TraceId id) {
        return linger.find(id) != null;
    }

    /** Remembers a trace that had closed in an earlier process. */
    public void bury(TraceId id, long closedAt, CloseReason reason) {
        tombstones.add(id, closedAt, isLimit(reason));
    }

    /** Closes every trace whose time has come by now, and again those for which spans came late. */
    public void closeDue(long now) {
        for (OpenTrace<C> next = due.first(); next != null && next.wakeAt <= now; next = due.first()) {
            CloseReason reason = next.dueReason(now);
            if (reason == null) {
                due.move(next, next.dueAt());
            } else {
                close(next, reason, now);
            }
        }
        linger.closeDue(now);
    }

    /** When {@link #closeDue} may find something to do, not before; {@code Long.MAX_VALUE} while there is no trace. */
    public long nextDue() {
        OpenTrace<C> next = due.first();
        return next == null ? linger.nextDue() : Math.min(next.wakeAt, linger.nextDue());
    }

    /** Closes every open trace, whatever its age, and none again. */
    public void closeAll(CloseReason reason, long now) {
        for (OpenTrace<C> next = due.first(); next != null; next = due.first()) {
            close(next, reason, now);
        }
    }

    /** Closes the largest and oldest traces by MEMORY until so many bytes are free or none is open. */
    public void relieve(long bytesToFree, long now) {
        List<OpenTrace<C>> heaviestFirst = new ArrayList<>(open.values());
        heaviestFirst.sort(Comparator.comparingDouble((OpenTrace<C> trace) -> trace.weight(now))
                .reversed());
        long enough = openBytes - bytesToFree;
        for (OpenTrace<C> trace : heaviestFirst) {
            if (openBytes <= enough) {
                return;
            }
            close(trace, CloseReason.MEMORY, now);
        }
    }

    /** Ends the linger of the oldest traces before its time, until so many bytes are free or none lingers. */
    public void shortenLinger(long bytesToFree, long now) {
        linger.shorten(bytesToFree, now);
    }

    private void close(OpenTrace<C> trace, CloseReason planned, long now) {
        open.remove(trace.id());
        due.remove(trace);
        openSpans -= trace.spanCount();
        openBytes -= trace.bytes();
        CloseReason reason = trace.actual(planned);
        boolean lingers = reason.mayBeComplete() && lingerNanos > 0;
        if (lingers) {
            linger.keep(new Lingering<>(trace, reason, now, now + lingerNanos));
        } else {
            bury(trace.id(), now, reason);
        }
        outlet.closed(trace.closed(reason, false, !lingers));
    }

    private static boolean isLimit(CloseReason reason) {
        return switch (reason) {
            case SPAN_LIMIT, BYTE_LIMIT, MAX_AGE, MEMORY -> true;
            case ROOT, IDLE, SHUTDOWN, RECOVERED -> false;
        };
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

    /** Traces that have closed and may close again. */
    public int lingeringTraces() {
        return linger.traces();
    }

    /** Estimated memory of the lingering traces. */
    public long lingeringBytes() {
        return linger.bytes();
    }
}
