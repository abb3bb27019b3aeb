package com.betrace.rule.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The compiled regular expressions of one rule. A pattern that comes from data is compiled when it is met and kept while
 * there is room. Thread-safe.
 */
public final class PatternCache {

    private static final int MAX_PATTERNS = 64;
    private static final TextPattern BROKEN = new TextPattern(text -> false, 0);

    private final Map<String, TextPattern> compiled = new ConcurrentHashMap<>();

    boolean matches(String pattern, String text, Operators operators) {
        TextPattern known = compiled.get(pattern);
        if (known == null) {
            known = compile(pattern, operators.budget());
        }
        if (known == BROKEN) {
            operators.mismatch();
            return false;
        }
        return known.matches(text, operators.budget());
    }

    private TextPattern compile(String pattern, Budget budget) {
        if (pattern.length() > Patterns.MAX_LENGTH) {
            return BROKEN;
        }
        TextPattern made = compile(pattern);
        if (compiled.size() < MAX_PATTERNS) {
            compiled.put(pattern, made);
        }
        budget.steps(pattern.length() + made.size());
        return made;
    }

    private static TextPattern compile(String pattern) {
        try {
            return Patterns.compile(pattern);
        } catch (IllegalArgumentException fromData) {
            return BROKEN;
        }
    }
}
