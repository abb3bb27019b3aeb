package com.betrace.store;

import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A ring of closed traces, bounded by the spans they hold together. */
public final class InMemoryRecentTraces implements RecentTraces {

    private final int maxSpans;
    private final Map<TraceId, Trace> oldestFirst = new LinkedHashMap<>();
    private int spans;

    public InMemoryRecentTraces(int maxSpans) {
        this.maxSpans = maxSpans;
    }

    @Override
    public synchronized void add(Trace trace) {
        Trace previous = oldestFirst.remove(trace.id());
        if (previous != null) {
            spans -= previous.spans().size();
        }
        oldestFirst.put(trace.id(), trace);
        spans += trace.spans().size();
        for (Iterator<Trace> oldest = oldestFirst.values().iterator(); spans > maxSpans; ) {
            spans -= oldest.next().spans().size();
            oldest.remove();
        }
    }

    @Override
    public synchronized Optional<Trace> find(TraceId id) {
        return Optional.ofNullable(oldestFirst.get(id));
    }
}
