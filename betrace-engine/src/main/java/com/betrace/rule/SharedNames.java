package com.betrace.rule;

import java.util.List;
import java.util.Map;

/**
 * What rules share by name. Values of lists and lookups are strings, booleans, longs, doubles, and lists of them; durations
 * are strings such as {@code 200ms}. A macro is the text of a lambda.
 */
public record SharedNames(
        Map<String, List<Object>> lists, Map<String, Map<String, Object>> lookups, Map<String, String> macros) {

    public static final SharedNames NONE = new SharedNames(Map.of(), Map.of(), Map.of());

    public SharedNames {
        lists = Map.copyOf(lists);
        lookups = Map.copyOf(lookups);
        macros = Map.copyOf(macros);
    }
}
