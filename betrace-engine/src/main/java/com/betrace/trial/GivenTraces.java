package com.betrace.trial;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans that somebody gives, as the traces they make. */
public final class GivenTraces {

    private GivenTraces() {}

    /**
     * The traces in the order of their first spans. Each is taken as closed by its root: whether it is complete shows in its
     * spans.
     *
     * @param spans no two of one id in one trace, in any order
     */
    public static List<Trace> of(List<Span> spans, Instant closedAt) {
        Map<TraceId, List<Span>> byTrace = new LinkedHashMap<>();
        spans.forEach(span ->
                byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span));
        return byTrace.entrySet().stream()
                .map(entry -> trace(entry.getKey(), entry.getValue(), closedAt))
                .toList();
    }

    private static Trace trace(TraceId id, List<Span> spans, Instant closedAt) {
        boolean cut = spans.stream().anyMatch(Span::truncated);
        return new Trace(id, spans, CloseReason.ROOT, cut, closedAt);
    }
}
