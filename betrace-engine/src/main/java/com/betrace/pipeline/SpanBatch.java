package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.SpanBytes;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/** The spans of one request that belong to one lane. */
record SpanBatch(List<Span> spans, long bytes) {

    int size() {
        return spans.size();
    }

    /** Splits a request so that all spans of a trace come to the same of so many lanes; empty where a lane gets none. */
    static List<SpanBatch> split(List<Span> request, int lanes) {
        List<List<Span>> parts = new ArrayList<>(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            parts.add(new ArrayList<>(lanes == 1 ? request.size() : 16));
        }
        for (Span span : request) {
            parts.get(laneOf(span.traceId(), lanes)).add(span);
        }
        return parts.stream()
                .map(part -> new SpanBatch(part, SpanBytes.of(part)))
                .toList();
    }

    /** By the random part of the id; multiplied, because some senders count their ids up. */
    static int laneOf(TraceId trace, int lanes) {
        long id = trace.high() ^ trace.low();
        return (int) Math.floorMod((id * 0x9e3779b97f4a7c15L) >>> 32, (long) lanes);
    }
}
