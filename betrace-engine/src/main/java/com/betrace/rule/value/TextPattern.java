package com.betrace.rule.value;

import java.util.function.Predicate;

/**
 * A compiled regular expression.
 *
 * @param size about how many instructions it has; 0 for text that is compared as it is
 */
public record TextPattern(Predicate<CharSequence> test, long size) {

    /** Instructions that a block's characters can each be tried with in a step. */
    private static final int SIZE_PER_STEP = 8;

    boolean matches(String text, Budget budget) {
        long stepsPerBlock = MeteredText.STEPS_OF_SEARCH + size / SIZE_PER_STEP;
        if (size > 0 && text.length() < Budget.BLOCK) {
            budget.steps(stepsPerBlock * text.length() / Budget.BLOCK);
        }
        return test.test(MeteredText.of(text, budget, stepsPerBlock));
    }
}
