package com.betrace.pipeline;

import com.betrace.model.CloseReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * The pipeline's accounts at one moment. They always balance: {@code spans.accepted = spans.queued + spans.duplicates +
 * spans.late + spans.afterLimit + spans.inOpenTraces + spans.inClosedTraces}.
 *
 * @param closed how many traces closed since the start, by reason; each reason is there
 * @param lagNanos how long the spans that a lane takes now have waited for it; that of the slowest lane
 */
public record PipelineSnapshot(int lanes, Spans spans, Traces traces, Map<CloseReason, Long> closed, long lagNanos) {

    /**
     * Where spans are.
     *
     * @param accepted taken over from senders since the start, and from the log at the start
     * @param queued waiting for their lane
     * @param late came after the linger of their trace
     * @param afterLimit came after their trace was closed by a limit
     */
    public record Spans(
            long accepted,
            long queued,
            long duplicates,
            long late,
            long afterLimit,
            long inOpenTraces,
            long inClosedTraces) {

        static final Spans NONE = new Spans(0, 0, 0, 0, 0, 0, 0);

        Spans plus(Spans other) {
            return new Spans(
                    accepted + other.accepted,
                    queued + other.queued,
                    duplicates + other.duplicates,
                    late + other.late,
                    afterLimit + other.afterLimit,
                    inOpenTraces + other.inOpenTraces,
                    inClosedTraces + other.inClosedTraces);
        }
    }

    /**
     * Traces that are kept.
     *
     * @param open still take spans
     * @param openBytes their estimated memory
     * @param unjudged have closed and wait to be judged
     * @param lingering have been judged, and are judged again with spans that come late
     * @param lingeringBytes their estimated memory
     * @param rejudged how often a trace was judged again since the start
     */
    public record Traces(long open, long openBytes, long unjudged, long lingering, long lingeringBytes, long rejudged) {

        static final Traces NONE = new Traces(0, 0, 0, 0, 0, 0);

        Traces plus(Traces other) {
            return new Traces(
                    open + other.open,
                    openBytes + other.openBytes,
                    unjudged + other.unjudged,
                    lingering + other.lingering,
                    lingeringBytes + other.lingeringBytes,
                    rejudged + other.rejudged);
        }
    }

    public PipelineSnapshot {
        closed = Map.copyOf(closed);
    }

    PipelineSnapshot plus(PipelineSnapshot other) {
        Map<CloseReason, Long> both = new EnumMap<>(CloseReason.class);
        both.putAll(closed);
        other.closed.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new PipelineSnapshot(
                lanes + other.lanes,
                spans.plus(other.spans),
                traces.plus(other.traces),
                both,
                Math.max(lagNanos, other.lagNanos));
    }
}
