package com.betrace.testkit;

import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.Severity;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Spans, traces and rules in one line each. A span is written as
 *
 * <pre>id parent service name start-ms duration-ms [kind] [status] [key=value ...]</pre>
 *
 * <p>with {@code -} for no parent, quotes around what has spaces, and times counted from {@link #TIME_ZERO}. Unquoted
 * {@code true}, {@code false} and numbers are typed, all other values are strings; {@code resource:k=v} and {@code
 * scope:k=v} set attributes there; an indented line {@code + name at-ms [k=v ...]} is an event of the span above it.
 */
public final class TestSpans {

    public static final Instant TIME_ZERO = Instant.parse("2026-01-01T00:00:00Z");

    /** The trace of spans that are made without naming one. */
    public static final TraceId TRACE = traceId(1);

    private TestSpans() {}

    public static TraceId traceId(long number) {
        return new TraceId(0, number);
    }

    /** The span id that the compact form gives to a label of 1 to 8 ASCII characters; different labels differ. */
    public static SpanId spanId(String label) {
        byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0 || ascii.length > SpanId.BYTES) {
            throw new IllegalArgumentException("'" + label + "' is not a label of 1 to 8 characters");
        }
        long value = 0;
        for (byte character : ascii) {
            value = value << Byte.SIZE | character;
        }
        return new SpanId(value);
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
        return CompactLines.parse(trace, lines);
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
        return new Rule(id, id, "", expression, true, Severity.MEDIUM, List.of(), TIME_ZERO, TIME_ZERO, 1);
    }
}
