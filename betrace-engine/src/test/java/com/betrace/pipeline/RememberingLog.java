package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.testkit.ManualClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** A log in memory, which outlives the pipelines that use it. Its time is that of a clock, which a test may stop. */
final class RememberingLog implements SpanLog {

    private final ManualClock clock;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<TraceId, Marked> marks = new LinkedHashMap<>();
    private long last;
    volatile Append answer = Append.LOGGED;
    volatile boolean damaged;
    volatile boolean takesMarks = true;

    private record Entry(List<Span> spans, long time) {}

    private record Marked(CloseMark mark, long time) {}

    RememberingLog(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Append append(List<Span> spans, LongConsumer handOver) {
        if (answer == Append.LOGGED) {
            entries.put(++last, new Entry(List.copyOf(spans), clock.getAsLong()));
            handOver.accept(last);
        }
        return answer;
    }

    @Override
    public synchronized void markClosed(List<CloseMark> closed) {
        if (takesMarks) {
            for (CloseMark mark : closed) {
                marks.remove(mark.traceId());
                marks.put(mark.traceId(), new Marked(mark, clock.getAsLong()));
            }
        }
    }

    @Override
    public synchronized void forget(List<Forgotten> traces) {
        traces.forEach(this::forget);
    }

    private void forget(Forgotten forgotten) {
        boolean hasLater = entries.tailMap(forgotten.through(), false).values().stream()
                .anyMatch(entry ->
                        entry.spans().stream().anyMatch(span -> span.traceId().equals(forgotten.traceId())));
        if (!hasLater) {
            entries.replaceAll((number, entry) -> without(entry, forgotten.traceId()));
            entries.values().removeIf(entry -> entry.spans().isEmpty());
        }
    }

    /** As if all closes had been noted just now. */
    synchronized void marksAreOfNow() {
        marks.replaceAll((trace, marked) -> new Marked(marked.mark(), clock.getAsLong()));
    }

    private static Entry without(Entry entry, TraceId trace) {
        List<Span> kept = entry.spans().stream()
                .filter(span -> !span.traceId().equals(trace))
                .toList();
        return new Entry(kept, entry.time());
    }

    @Override
    public synchronized void replay(Replay replay) {
        replay.ended(clock.getAsLong());
        marks.values().forEach(marked -> replay.closed(marked.mark(), marked.time()));
        entries.forEach((number, entry) -> replay.spans(number, entry.spans(), entry.time(), damaged));
    }

    @Override
    public boolean keepsOpenTraces() {
        return true;
    }

    @Override
    public void close() {}

    /** The spans that it still has. */
    synchronized List<Span> kept() {
        List<Span> kept = new ArrayList<>();
        entries.values().forEach(entry -> kept.addAll(entry.spans()));
        return kept;
    }

    synchronized boolean hasClosed(TraceId trace) {
        return marks.containsKey(trace);
    }
}
