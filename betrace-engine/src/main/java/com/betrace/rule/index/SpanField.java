package com.betrace.rule.index;

import java.util.ArrayList;
import java.util.List;

/** What a span can be looked up by. */
public sealed interface SpanField {

    /** What every span has; a service may be missing. */
    enum Intrinsic implements SpanField {
        NAME,
        SERVICE,
        KIND,
        STATUS
    }

    /**
     * An attribute of the span, its resource or its scope.
     *
     * @param path a name, or its parts, of which the first may also name a map that has the rest
     */
    record Attribute(List<String> path) implements SpanField {

        public Attribute {
            path = List.copyOf(path);
        }

        String key() {
            return String.join(".", path);
        }

        /** The keys of maps that may have it. */
        List<String> outerKeys() {
            List<String> keys = new ArrayList<>();
            for (int length = 1; length < path.size(); length++) {
                keys.add(String.join(".", path.subList(0, length)));
            }
            return keys;
        }
    }
}
