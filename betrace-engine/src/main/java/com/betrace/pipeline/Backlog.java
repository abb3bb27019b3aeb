package com.betrace.pipeline;

import com.betrace.assembly.ClosedTrace;
import com.betrace.detection.OpenJudgment;
import com.betrace.model.SpanBytes;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The traces of one lane that have closed and wait to be judged, first in, first out. */
final class Backlog {

    private final Deque<Closing> waiting = new ArrayDeque<>();
    private final Map<TraceId, Integer> closings = new HashMap<>();
    private long bytes;

    /**
     * A trace that waits to be judged.
     *
     * @param isLast it will not close again
     * @param through the last log entry that the lane had taken whole when it closed
     */
    record Closing(OpenJudgment judgment, Trace trace, boolean isLast, long bytes, long through) {

        static Closing of(ClosedTrace<Opened> closed, Instant at, long through) {
            return new Closing(
                    closed.context().judgment(), closed.at(at), closed.isLast(), SpanBytes.of(closed.spans()), through);
        }
    }

    void add(Closing closing) {
        waiting.add(closing);
        closings.merge(closing.trace().id(), 1, Integer::sum);
        bytes += closing.bytes();
    }

    Closing take() {
        Closing next = waiting.remove();
        closings.computeIfPresent(next.trace().id(), (id, count) -> count == 1 ? null : count - 1);
        bytes -= next.bytes();
        return next;
    }

    /** Whether this trace waits. */
    boolean has(TraceId id) {
        return closings.containsKey(id);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** Estimated memory of their spans. */
    long bytes() {
        return bytes;
    }
}
