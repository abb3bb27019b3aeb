package com.betrace.service.json;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a scalar of YAML means that stands there without quotes. Versions of YAML and their readers differ in it; here it is
 * what they agree on, numbers are those of JSON, and what some read as a number and others do not is ambiguous.
 */
enum PlainScalar {
    TEXT,
    NULL,
    TRUE,
    FALSE,
    NUMBER,
    /** Such as {@code 0500}, {@code 1_000}, {@code 0x1F}, {@code .5}, {@code +1} or {@code .nan}. */
    AMBIGUOUS;

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final Pattern NUMBER_OF_SOMEONE =
            Pattern.compile("[-+]?(" + "[0-9][0-9_]*\\.?[0-9_]*([eE][-+]?[0-9]+)?"
                    + "|\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
                    + "|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+"
                    + "|\\.(inf|Inf|INF|nan|NaN|NAN))");

    static PlainScalar of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "~", "null" -> NULL;
            case "true" -> TRUE;
            case "false" -> FALSE;
            default -> number(text);
        };
    }

    private static PlainScalar number(String text) {
        if (JSON_NUMBER.matcher(text).matches()) {
            return NUMBER;
        }
        return NUMBER_OF_SOMEONE.matcher(text).matches() ? AMBIGUOUS : TEXT;
    }
}
