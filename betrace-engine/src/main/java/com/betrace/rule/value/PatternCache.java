package com.betrace.rule.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The compiled regular expressions of one rule. A pattern that comes from data is compiled when it is met and kept while
 * there is room. Thread-safe.
 */
public final class PatternCache {

    private static final int MAX_PATTERNS = 64;
    private static final Predicate<String> BROKEN = text -> false;

    private final Map<String, Predicate<String>> compiled = new ConcurrentHashMap<>();

    boolean matches(String pattern, String text, Operators operators) {
        Predicate<String> predicate = compiled.get(pattern);
        if (predicate == null) {
            predicate = compile(pattern);
            if (compiled.size() < MAX_PATTERNS) {
                compiled.put(pattern, predicate);
            }
        }
        if (predicate == BROKEN) {
            operators.mismatch();
        }
        return predicate.test(text);
    }

    private static Predicate<String> compile(String pattern) {
        try {
            return Patterns.compile(pattern);
        } catch (IllegalArgumentException fromData) {
            return BROKEN;
        }
    }
}
