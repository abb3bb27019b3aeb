package com.betrace.rule;

import org.jspecify.annotations.Nullable;

/**
 * One finding of the compiler about a rule's text.
 *
 * @param code stable and kebab-case, such as {@code unknown-function}
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong and what was expected
 * @param snippet the source line and, below it, a caret at the column
 * @param suggestion the name that was probably meant, without quotes
 */
public record RuleIssue(
        Level level,
        String code,
        int line,
        int column,
        String message,
        String snippet,
        @Nullable String suggestion) {

    /** ERROR refuses the rule; WARNING and HINT never do. */
    public enum Level {
        ERROR,
        WARNING,
        HINT
    }
}
