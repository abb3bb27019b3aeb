package com.betrace.service.api;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.rulecase.CompactTrace;
import com.betrace.rulecase.CompactTraceException;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanLimits;
import com.betrace.trial.GivenTraces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The traces in a request for a trial: all of them, or a RequestException that says what is wrong with any. Not thread-safe,
 * one for a request.
 */
final class TrialTraces {

    private static final int MAX_SPANS = 10_000;
    private static final int MAX_TRACES = 1_000;

    /** Problems beyond this are counted and not described. */
    private static final int MAX_PROBLEMS = 100;

    /** The ids of traces that have none begin with this. */
    private static final long MADE_UP = 0xbe_7ace_0000_0000L;

    private final SpanReader reader;
    private final List<Span> spans = new ArrayList<>();
    private final Set<TraceId> ids = new HashSet<>();
    private final Map<Key, String> places = new HashMap<>();
    private final List<FieldViolation> problems = new ArrayList<>();
    private long madeUp;

    /** What two spans of a request may not have in common. */
    private record Key(TraceId trace, SpanId span) {}

    private TrialTraces(SpanLimits limits) {
        this.reader = new SpanReader(limits);
    }

    /**
     * In the order of their first spans, those in compact lines last.
     *
     * @param closedAt when they are taken to have closed
     */
    static List<Trace> read(
            List<com.betrace.v1.Span> spans, List<String> compact, SpanLimits limits, Instant closedAt) {
        TrialTraces traces = new TrialTraces(limits);
        atMost("spans", "spans", spans.size(), MAX_SPANS);
        atMost("traces", "traces", compact.size(), MAX_TRACES);
        traces.addSpans(spans);
        traces.addCompact(compact);
        traces.requireNoProblems();
        atMost("spans", "spans", traces.spans.size(), MAX_SPANS);
        atMost("traces", "traces", traces.ids.size(), MAX_TRACES);
        return GivenTraces.of(traces.spans, closedAt);
    }

    private static void atMost(String field, String what, int count, int max) {
        if (count > max) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    field + ": has " + count + " " + what + " in all, expected at most " + max + " in a request");
        }
    }

    private void addSpans(List<com.betrace.v1.Span> messages) {
        for (int i = 0; i < messages.size(); i++) {
            String field = "spans[" + i + "]";
            try {
                add(field, reader.read(messages.get(i)));
            } catch (InvalidSpanException e) {
                problems.add(new FieldViolation(field, e.getMessage()));
            }
        }
    }

    private void add(String field, Span span) {
        String first = places.putIfAbsent(new Key(span.traceId(), span.spanId()), field);
        if (first == null) {
            spans.add(span);
            ids.add(span.traceId());
        } else {
            problems.add(new FieldViolation(
                    field, "span " + span.spanId() + " of trace " + span.traceId() + " is there already, as " + first));
        }
    }

    private void addCompact(List<String> traces) {
        for (int i = 0; i < traces.size(); i++) {
            try {
                TraceId id = unusedId();
                spans.addAll(CompactTrace.parse(id, traces.get(i)));
                ids.add(id);
            } catch (CompactTraceException e) {
                problems.add(new FieldViolation("traces[" + i + "]", String.valueOf(e.getMessage())));
            }
        }
    }

    private TraceId unusedId() {
        TraceId id;
        do {
            id = new TraceId(MADE_UP, ++madeUp);
        } while (ids.contains(id));
        return id;
    }

    private void requireNoProblems() {
        if (problems.isEmpty()) {
            return;
        }
        List<FieldViolation> shown = problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS));
        String more = shown.size() < problems.size() ? "; and " + (problems.size() - MAX_PROBLEMS) + " more" : "";
        String message = shown.stream()
                .map(problem -> problem.field() + ": " + problem.description())
                .collect(Collectors.joining("; "));
        throw new RequestException(ErrorCode.INVALID_ARGUMENT, message + more, shown);
    }
}
