package com.betrace.rule.value;

import java.util.function.Predicate;

/**
 * A compiled regular expression.
 *
 * @param size about how many instructions it has; 0 for text that is compared as it is
 */
public record TextPattern(Predicate<CharSequence> test, long size) {

    /** Instructions that a character can pass through while one step is taken for its block. */
    private static final int SIZE_PER_STEP = 32;

    boolean matches(String text, Budget budget) {
        return test.test(MeteredText.of(text, budget, 1 + size / SIZE_PER_STEP));
    }
}
