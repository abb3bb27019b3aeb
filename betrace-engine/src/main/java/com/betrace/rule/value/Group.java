package com.betrace.rule.value;

import org.jspecify.annotations.Nullable;

/** Spans with one value of a group key. */
public record Group(Object key, SpanSet spans) {

    /** A property; the compiler has checked the name. */
    public @Nullable Object get(String name) {
        return switch (name) {
            case "key" -> key;
            case "spans" -> spans;
            case "count" -> (long) spans.size();
            default -> throw new IllegalArgumentException("a group has no property '" + name + "'");
        };
    }

    /** The key in the one form that goes into a violation's id. */
    public String canonicalKey() {
        return GroupKeys.canonical(key);
    }
}
