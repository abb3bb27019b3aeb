package com.betrace.rulecase;

import com.betrace.model.Attributes;
import com.betrace.model.Excerpt;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes spans in the notation that {@link CompactTrace} reads, with short ids and times from zero. */
public final class CompactWriter {

    private static final String SERVICE = "service.name";
    private static final int NANOS_OF_MILLIS = 6;
    private static final int MAX_QUOTED = 80;

    private final StringBuilder text = new StringBuilder();
    private final Set<String> lost = new TreeSet<>();
    private final Map<SpanId, String> labels = new HashMap<>();
    private long zero;

    private CompactWriter() {}

    /**
     * A trace as text.
     *
     * @param lost what the notation cannot say of these spans, such as {@code links}
     */
    public record Written(String text, Set<String> lost) {}

    /** By start time. Reading it gives the same spans, but for their ids, their day and what is lost. */
    public static Written write(Collection<Span> spans) {
        CompactWriter writer = new CompactWriter();
        List<Span> inOrder = spans.stream()
                .sorted(Comparator.comparingLong(Span::startNanos)
                        .thenComparing(span -> span.spanId().toString()))
                .toList();
        writer.zero = inOrder.isEmpty() ? 0 : inOrder.get(0).startNanos();
        inOrder.forEach(span -> writer.labels.put(span.spanId(), String.valueOf(writer.labels.size() + 1)));
        inOrder.forEach(writer::span);
        return new Written(writer.text.toString(), Set.copyOf(writer.lost));
    }

    private void span(Span span) {
        text.append(labels.get(span.spanId()))
                .append(' ')
                .append(parent(span.parentSpanId()))
                .append(' ')
                .append(span.service().isEmpty() ? "-" : quoted(span.service()))
                .append(' ')
                .append(quoted(span.name()))
                .append(' ')
                .append(millis(span.startNanos() - zero))
                .append(' ')
                .append(millis(span.durationNanos()));
        if (span.kind() != SpanKind.INTERNAL) {
            text.append(' ').append(span.kind());
        }
        if (span.status() != StatusCode.UNSET) {
            text.append(' ').append(span.status());
        }
        attributes("resource:", span.resource().attributes());
        attributes("scope:", span.scope().attributes());
        attributes("", span.attributes());
        text.append('\n');
        span.events().forEach(this::event);
        noteLost(span);
    }

    private String parent(@Nullable SpanId id) {
        return id == null ? "-" : labels.computeIfAbsent(id, missing -> "missing-" + (labels.size() + 1));
    }

    private void event(SpanEvent event) {
        text.append("+ ").append(quoted(event.name())).append(' ').append(millis(event.timeNanos() - zero));
        attributes("", event.attributes());
        text.append('\n');
    }

    private void noteLost(Span span) {
        if (!span.statusMessage().isEmpty()) {
            lost.add("status messages");
        }
        if (!span.links().isEmpty()) {
            lost.add("links");
        }
        if (!span.scope().name().isEmpty()) {
            lost.add("names of scopes");
        }
    }

    private void attributes(String where, Attributes attributes) {
        attributes.forEach((key, value) -> {
            if (!(where.equals("resource:") && key.equals(SERVICE))) {
                text.append(' ').append(where).append(quoted(key)).append('=').append(value(key, value));
            }
        });
    }

    private String value(String key, Object value) {
        if (value instanceof Boolean || value instanceof Long) {
            return value.toString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number.toString();
        }
        if (!(value instanceof String)) {
            lost.add("the type of '" + Excerpt.of(key, MAX_QUOTED) + "'");
        }
        return always(String.valueOf(value));
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS_OF_MILLIS).stripTrailingZeros().toPlainString();
    }

    /** In quotes where it would be read as something else without. */
    private String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(unit -> Character.isLetterOrDigit(unit) || "._/-{}:".indexOf(unit) >= 0)
                && !word.equals("-")
                && !word.startsWith("resource:")
                && !word.startsWith("scope:");
        return plain ? word : always(word);
    }

    private String always(String word) {
        if (word.indexOf('\n') >= 0 || word.indexOf('\r') >= 0) {
            lost.add("line breaks");
        }
        return '"'
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace('\n', ' ')
                        .replace('\r', ' ')
                + '"';
    }
}
