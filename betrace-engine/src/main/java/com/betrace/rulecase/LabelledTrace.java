package com.betrace.rulecase;

import com.betrace.model.Excerpt;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The spans of a compact trace by the labels that its author gave them. */
final class LabelledTrace {

    private static final TraceId TRACE = new TraceId(0, 1);
    private static final int MAX_LISTED = 20;
    private static final int MAX_QUOTED = 80;

    private final Map<String, Span> spans = new LinkedHashMap<>();
    private final Map<SpanId, String> labels = new HashMap<>();

    private LabelledTrace(List<CompactSpan> lines) {
        lines.forEach(line -> {
            spans.put(line.label(), line.span());
            labels.put(line.span().spanId(), line.label());
        });
    }

    /** Throws {@link CompactTraceException}. */
    static LabelledTrace parse(String text) {
        return new LabelledTrace(CompactTrace.read(TRACE, text));
    }

    /** In the order of their lines. */
    Collection<Span> spans() {
        return spans.values();
    }

    boolean has(String label) {
        return spans.containsKey(label);
    }

    /** Throws {@link UnreadableTestException} where the trace has no such label. */
    Span span(String field, String label) {
        Span span = spans.get(label);
        if (span == null) {
            throw new UnreadableTestException(
                    field,
                    "'" + Excerpt.of(label, MAX_QUOTED) + "' is no span of the trace, expected one of " + listed());
        }
        return span;
    }

    private String listed() {
        List<String> first = spans.keySet().stream().limit(MAX_LISTED).toList();
        return first.size() == spans.size()
                ? first.toString()
                : first + " and " + (spans.size() - MAX_LISTED) + " more";
    }

    String label(SpanId id) {
        return labels.getOrDefault(id, id.toString());
    }
}
