package com.betrace.pipeline;

import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** What became of the spans of one lane. The lane counts and publishes; any thread reads what was published last. */
final class LaneAccounts {

    private final AtomicLong accepted = new AtomicLong();
    private final long[] closed = new long[CloseReason.values().length];
    private final long[] late = new long[LateAge.values().length];
    private long duplicates;
    private long lateSpans;
    private long afterLimit;
    private long inClosedTraces;
    private long rejudged;
    private volatile Counts published = Counts.NONE;

    /** What is counted, at one moment; exact among themselves. */
    record Counts(
            PipelineSnapshot.Spans spans,
            PipelineSnapshot.Traces traces,
            Map<CloseReason, Long> closed,
            Map<LateAge, Long> late,
            long lagNanos) {

        static final Counts NONE =
                new Counts(PipelineSnapshot.Spans.NONE, PipelineSnapshot.Traces.NONE, Map.of(), Map.of(), 0);

        long processed() {
            return spans.duplicates()
                    + spans.late()
                    + spans.afterLimit()
                    + spans.inOpenTraces()
                    + spans.inClosedTraces();
        }
    }

    /** Any thread. */
    void accepted(long spans) {
        accepted.addAndGet(spans);
    }

    void duplicate() {
        duplicates++;
    }

    void reopens() {
        inClosedTraces++;
        late[LateAge.LINGER.ordinal()]++;
    }

    void late(long age) {
        lateSpans++;
        late[LateAge.of(age).ordinal()]++;
    }

    void afterLimit() {
        afterLimit++;
    }

    void closed(CloseReason reason, int spans) {
        closed[reason.ordinal()]++;
        inClosedTraces += spans;
    }

    /** Spans of a trace that had closed in an earlier process. */
    void restored(int spans) {
        inClosedTraces += spans;
    }

    void rejudged() {
        rejudged++;
    }

    /** Shows what was counted, with the levels of now, and hands what changed to the metrics. */
    void publish(long openSpans, PipelineSnapshot.Traces levels, long lagNanos, PipelineMetrics metrics) {
        Counts before = published;
        PipelineSnapshot.Spans spans =
                new PipelineSnapshot.Spans(0, 0, duplicates, lateSpans, afterLimit, openSpans, inClosedTraces);
        PipelineSnapshot.Traces traces = new PipelineSnapshot.Traces(
                levels.open(),
                levels.openBytes(),
                levels.unjudged(),
                levels.lingering(),
                levels.lingeringBytes(),
                rejudged);
        Counts now =
                new Counts(spans, traces, counts(CloseReason.class, closed), counts(LateAge.class, late), lagNanos);
        published = now;
        tell(metrics, before, now);
    }

    /** The counts are read first, so that no span is missing from what was accepted. */
    PipelineSnapshot snapshot() {
        Counts counts = published;
        long taken = accepted.get();
        PipelineSnapshot.Spans spans = counts.spans();
        return new PipelineSnapshot(
                1,
                new PipelineSnapshot.Spans(
                        taken,
                        taken - counts.processed(),
                        spans.duplicates(),
                        spans.late(),
                        spans.afterLimit(),
                        spans.inOpenTraces(),
                        spans.inClosedTraces()),
                counts.traces(),
                counts.closed(),
                counts.lagNanos());
    }

    private static void tell(PipelineMetrics metrics, Counts before, Counts now) {
        tell(now.processed() - before.processed(), metrics::spansProcessed);
        tell(
                now.spans().duplicates() - before.spans().duplicates(),
                count -> metrics.spansDropped(DropReason.DUPLICATE, count));
        tell(now.spans().late() - before.spans().late(), count -> metrics.spansDropped(DropReason.LATE, count));
        tell(
                now.spans().afterLimit() - before.spans().afterLimit(),
                count -> metrics.spansDropped(DropReason.AFTER_LIMIT, count));
        now.late()
                .forEach((age, count) ->
                        tell(count - before.late().getOrDefault(age, 0L), more -> metrics.spansLate(age, more)));
    }

    private static void tell(long count, LongConsumer metric) {
        if (count > 0) {
            metric.accept(count);
        }
    }

    private static <K extends Enum<K>> Map<K, Long> counts(Class<K> kind, long[] counts) {
        Map<K, Long> map = new EnumMap<>(kind);
        for (K key : kind.getEnumConstants()) {
            map.put(key, counts[key.ordinal()]);
        }
        return map;
    }
}
