package com.betrace.store;

import com.betrace.model.SpanBytes;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ring of closed traces, bounded by the spans they hold together and by the memory these take. */
public final class InMemoryRecentTraces implements RecentTraces {

    private final long maxSpans;
    private final long maxBytes;
    private final Map<TraceId, Kept> oldestFirst = new LinkedHashMap<>();
    private long spans;
    private long bytes;

    /**
     * An empty ring.
     *
     * @param maxBytes estimated ({@link SpanBytes})
     */
    public InMemoryRecentTraces(long maxSpans, long maxBytes) {
        this.maxSpans = maxSpans;
        this.maxBytes = maxBytes;
    }

    @Override
    public void add(Trace trace) {
        Kept kept = new Kept(trace, SpanBytes.of(trace.spans()));
        synchronized (this) {
            Kept previous = oldestFirst.remove(trace.id());
            if (previous != null) {
                forget(previous);
            }
            oldestFirst.put(trace.id(), kept);
            spans += trace.spans().size();
            bytes += kept.bytes();
            for (Iterator<Kept> oldest = oldestFirst.values().iterator(); spans > maxSpans || bytes > maxBytes; ) {
                forget(oldest.next());
                oldest.remove();
            }
        }
    }

    private void forget(Kept kept) {
        spans -= kept.trace().spans().size();
        bytes -= kept.bytes();
    }

    @Override
    public synchronized Optional<Trace> find(TraceId id) {
        return Optional.ofNullable(oldestFirst.get(id)).map(Kept::trace);
    }

    @Override
    public synchronized List<Trace> newest(int max) {
        long older = Math.max(0, oldestFirst.size() - (long) max);
        List<Trace> newest = new ArrayList<>(
                oldestFirst.values().stream().skip(older).map(Kept::trace).toList());
        Collections.reverse(newest);
        return newest;
    }

    private record Kept(Trace trace, long bytes) {}
}
