package com.betrace.rule;

import org.jspecify.annotations.Nullable;

/**
 * One finding of the compiler about a rule's text.
 *
 * @param field where the text stands: {@value #EXPRESSION}, {@code message}, {@code fingerprint[0]}, {@code
 *     exceptions[0].when}
 * @param code stable and kebab-case, such as {@code unknown-function}
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong and what was expected
 * @param snippet the source line and, below it, a caret at the column
 * @param suggestion the name that was probably meant, without quotes
 */
public record RuleIssue(
        Level level,
        String field,
        String code,
        int line,
        int column,
        String message,
        String snippet,
        @Nullable String suggestion) {

    /** The field of a rule's condition. */
    public static final String EXPRESSION = "expression";

    /** An error about a field that holds no expression. */
    public static RuleIssue ofField(String field, String message) {
        return new RuleIssue(Level.ERROR, field, "invalid-field", 1, 1, message, "", null);
    }

    /** ERROR refuses the rule; WARNING and HINT never do. */
    public enum Level {
        ERROR,
        WARNING,
        HINT
    }
}
