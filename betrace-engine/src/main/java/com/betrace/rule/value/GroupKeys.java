package com.betrace.rule.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys of groups: strings, numbers, booleans and lists of them; equal numbers are one key. */
final class GroupKeys {

    private static final double MAX_LONG = 9.0e18;

    private GroupKeys() {}

    /** Null for what cannot be a key. */
    static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof Double d) {
            return d == Math.rint(d) && Math.abs(d) < MAX_LONG ? (Object) d.longValue() : d.isNaN() ? null : d;
        }
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                Object key = normal(item);
                if (key == null) {
                    return null;
                }
                items.add(key);
            }
            return items;
        }
        return null;
    }

    static String canonical(Object key) {
        if (key instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (key instanceof List<?> list) {
            return list.stream().map(GroupKeys::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return key.toString();
    }
}
