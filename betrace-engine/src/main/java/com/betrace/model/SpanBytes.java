package com.betrace.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the memory that spans hold together, rather high than low. A resource or scope counts once for a run of
 * spans of one trace that share it, so that a request counts for as much as the traces that it becomes. Not thread-safe.
 */
public final class SpanBytes {

    /** The tables of a trace, besides its spans. */
    private static final int TRACE = 500;

    /** The span with its ids, and its places in the tables of an open trace. */
    private static final int SPAN = 280;

    private static final int EVENT_OR_LINK = 120;
    private static final int SCOPE = 48;
    private static final int STRING = 48;
    private static final int NUMBER = 16;
    private static final int ENTRY = 8;
    private static final int CONTAINER = 40;

    private long total;
    private @Nullable TraceId lastTrace;
    private @Nullable Resource lastResource;
    private @Nullable Scope lastScope;

    public static long of(Iterable<Span> spans) {
        SpanBytes bytes = new SpanBytes();
        spans.forEach(bytes::add);
        return bytes.total();
    }

    public void add(Span span) {
        total += span.bytes();
        if (!span.traceId().equals(lastTrace)) {
            total += TRACE;
            lastTrace = span.traceId();
            lastResource = null;
            lastScope = null;
        }
        if (span.sourceShared()) {
            return;
        }
        if (span.resource() != lastResource) {
            lastResource = span.resource();
            total += attributes(span.resource().attributes());
        }
        if (span.scope() != lastScope) {
            lastScope = span.scope();
            total += scope(span.scope());
        }
    }

    public long total() {
        return total;
    }

    /** Of a span without its resource and scope. */
    static int own(Span span) {
        long bytes = SPAN + string(span.name()) + string(span.statusMessage()) + attributes(span.attributes());
        for (int i = 0; i < span.events().size(); i++) {
            bytes += EVENT_OR_LINK
                    + string(span.events().get(i).name())
                    + attributes(span.events().get(i).attributes());
        }
        for (int i = 0; i < span.links().size(); i++) {
            bytes += EVENT_OR_LINK + attributes(span.links().get(i).attributes());
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    private static long scope(Scope scope) {
        return SCOPE + string(scope.name()) + string(scope.version()) + attributes(scope.attributes());
    }

    private static long attributes(Attributes attributes) {
        long bytes = CONTAINER;
        for (int i = 0; i < attributes.size(); i++) {
            bytes += ENTRY + string(attributes.keyAt(i)) + value(attributes.valueAt(i));
        }
        return bytes;
    }

    private static long value(@Nullable Object value) {
        if (value instanceof String string) {
            return string(string);
        }
        if (value instanceof Bytes content) {
            return CONTAINER + content.size();
        }
        if (value instanceof List<?> list) {
            return CONTAINER
                    + list.stream().mapToLong(element -> ENTRY + value(element)).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return CONTAINER
                    + map.entrySet().stream()
                            .mapToLong(entry -> CONTAINER + value(entry.getKey()) + value(entry.getValue()))
                            .sum();
        }
        return NUMBER;
    }

    private static long string(String string) {
        return ofString(string.length());
    }

    /** Two bytes a character, because one above U+00FF makes the whole string so. */
    public static long ofString(int length) {
        return length == 0 ? 0 : STRING + 2L * length;
    }
}
