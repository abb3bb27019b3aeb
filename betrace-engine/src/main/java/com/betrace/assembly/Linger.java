package com.betrace.assembly;

import com.betrace.assembly.Arrival.Outcome;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The traces that have closed and are kept for a while, for spans that come late. */
final class Linger<C> {

    private final AssemblyLimits limits;
    private final Tombstones tombstones;
    private final Outlet<C> outlet;

    /** In the order of their ends, as all linger equally long. */
    private final Map<TraceId, Lingering<C>> oldestFirst = new LinkedHashMap<>();

    private final PriorityQueue<Lingering<C>> changed = new PriorityQueue<>();
    private long bytes;

    Linger(AssemblyLimits limits, Tombstones tombstones, Outlet<C> outlet) {
        this.limits = limits;
        this.tombstones = tombstones;
        this.outlet = outlet;
    }

    void keep(Lingering<C> trace) {
        oldestFirst.put(trace.id(), trace);
        bytes += trace.bytes();
    }

    @Nullable
    Lingering<C> find(TraceId id) {
        return oldestFirst.get(id);
    }

    Arrival<C> add(Lingering<C> trace, Span span, long now) {
        long bytesBefore = trace.bytes();
        long age = now - trace.closedAt();
        if (trace.spanCount() >= limits.maxSpans() || bytesBefore >= limits.maxBytes()) {
            return new Arrival<>(Outcome.AFTER_LIMIT, trace.context(), age);
        }
        if (!trace.add(span, now)) {
            return new Arrival<>(Outcome.DUPLICATE, trace.context(), age);
        }
        bytes += trace.bytes() - bytesBefore;
        change(trace, now);
        return new Arrival<>(Outcome.REOPENS, trace.context(), age);
    }

    void change(Lingering<C> trace, long now) {
        if (trace.change(now)) {
            changed.add(trace);
        }
    }

    /** Closes again what is due, and lets go of what has lingered long enough. */
    void closeDue(long now) {
        for (Lingering<C> next = changed.peek(); next != null && next.dueAt() <= now; next = changed.peek()) {
            changed.remove();
            if (next.endsAt() > now) {
                outlet.closed(next.closeAgain(now, false));
            } else {
                oldestFirst.remove(next.id());
                letGo(next, now);
            }
        }
        Iterator<Lingering<C>> oldest = oldestFirst.values().iterator();
        while (oldest.hasNext()) {
            Lingering<C> next = oldest.next();
            if (next.endsAt() > now) {
                return;
            }
            oldest.remove();
            letGo(next, now);
        }
    }

    /** Lets go of the oldest, whatever time they have left, until so many bytes are free or none is left. */
    void shorten(long bytesToFree, long now) {
        long enough = bytes - bytesToFree;
        Iterator<Lingering<C>> oldest = oldestFirst.values().iterator();
        while (bytes > enough && oldest.hasNext()) {
            Lingering<C> next = oldest.next();
            oldest.remove();
            if (next.isChanged()) {
                changed.remove(next);
            }
            letGo(next, now);
        }
    }

    private void letGo(Lingering<C> trace, long now) {
        bytes -= trace.bytes();
        tombstones.add(trace.id(), trace.closedAt(), false);
        if (trace.isChanged()) {
            outlet.closed(trace.closeAgain(now, true));
        } else {
            outlet.forgotten(trace.id());
        }
    }

    long nextDue() {
        Lingering<C> next = changed.peek();
        long ends = oldestFirst.isEmpty()
                ? Long.MAX_VALUE
                : oldestFirst.values().iterator().next().endsAt();
        return next == null ? ends : Math.min(ends, next.dueAt());
    }

    int traces() {
        return oldestFirst.size();
    }

    long bytes() {
        return bytes;
    }
}
