package com.betrace.assembly;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates of the memory that spans hold, rather high than low. */
public final class SpanBytes {

    /** The span with its ids, and its places in the tables of an open trace. */
    private static final int SPAN = 280;

    private static final int EVENT_OR_LINK = 120;
    private static final int SCOPE = 48;
    private static final int STRING = 48;
    private static final int NUMBER = 16;
    private static final int ENTRY = 8;
    private static final int CONTAINER = 40;

    private SpanBytes() {}

    /** One span without its resource and scope, which spans share. */
    public static long of(Span span) {
        long bytes = SPAN + string(span.name()) + string(span.statusMessage()) + attributes(span.attributes());
        for (int i = 0; i < span.events().size(); i++) {
            bytes += EVENT_OR_LINK
                    + string(span.events().get(i).name())
                    + attributes(span.events().get(i).attributes());
        }
        for (int i = 0; i < span.links().size(); i++) {
            bytes += EVENT_OR_LINK + attributes(span.links().get(i).attributes());
        }
        return bytes;
    }

    public static long of(Resource resource) {
        return attributes(resource.attributes());
    }

    public static long of(Scope scope) {
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

    /** Two bytes a character, because one above U+00FF makes the whole string so. */
    private static long string(String string) {
        return string.isEmpty() ? 0 : STRING + 2L * string.length();
    }
}
