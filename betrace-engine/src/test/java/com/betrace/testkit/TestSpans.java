package com.betrace.testkit;

import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.rulecase.CompactTrace;
import java.time.Instant;
import java.util.List;

/**
 * Spans, traces and rules in one line each; spans in the notation of {@link CompactTrace}.
 */
public final class TestSpans {

    public static final Instant TIME_ZERO = CompactTrace.TIME_ZERO;

    /** The trace of spans that are made without naming one. */
    public static final TraceId TRACE = traceId(1);

    private TestSpans() {}

    public static TraceId traceId(long number) {
        return new TraceId(0, number);
    }

    /** The span id that the compact form gives to a label. */
    public static SpanId spanId(String label) {
        return CompactTrace.spanId(label);
    }

    public static Span span(String line) {
        return span(TRACE, line);
    }

    public static Span span(TraceId trace, String line) {
        List<Span> spans = spans(trace, line);
        if (spans.size() != 1) {
            throw new IllegalArgumentException("expected one span, got " + spans.size() + ": " + line);
        }
        return spans.get(0);
    }

    public static List<Span> spans(String lines) {
        return spans(TRACE, lines);
    }

    public static List<Span> spans(TraceId trace, String lines) {
        return CompactTrace.parse(trace, lines);
    }

    /** A whole trace, closed by its root. */
    public static Trace trace(String lines) {
        return trace(CloseReason.ROOT, lines);
    }

    public static Trace trace(CloseReason closedBy, String lines) {
        return trace(closedBy, spans(lines));
    }

    public static Trace trace(CloseReason closedBy, List<Span> spans) {
        return new Trace(spans.get(0).traceId(), spans, closedBy, false, TIME_ZERO.plusSeconds(60));
    }

    /** An enabled rule of severity MEDIUM, version 1, whose name is its id. */
    public static Rule rule(String id, String expression) {
        return rule(id, RuleDefinition.builder(id, expression).build());
    }

    /** A rule as it is first stored. */
    public static Rule rule(String id, RuleDefinition definition) {
        return new Rule(id, definition, true, TIME_ZERO, TIME_ZERO, 1);
    }
}
