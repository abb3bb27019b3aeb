package com.betrace.service.cli.rules;

import com.betrace.rule.RuleIssue.Level;
import java.util.Comparator;

/**
 * Something to say about a place in a rule file.
 *
 * @param line from 1; 0 where it is not known
 * @param column from 1, in characters; 0 where it is not known
 * @param path such as {@code rules[3].expression}; empty where the text itself is wrong
 * @param rule the rule's id; empty where it is not about one
 * @param code of the compiler, such as {@code unknown-function}; empty where the compiler does not say it
 * @param snippet the source line and a caret below; empty where there is none to show
 * @param suggestion what was probably meant; empty where nothing is near
 */
record Remark(
        Level severity,
        String file,
        int line,
        int column,
        String path,
        String rule,
        String code,
        String message,
        String snippet,
        String suggestion) {

    static final Comparator<Remark> BY_PLACE =
            Comparator.comparing(Remark::file).thenComparingInt(Remark::line).thenComparingInt(Remark::column);

    /** Such as {@code rules/pay.yaml:12:5}. */
    String place() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    boolean isError() {
        return severity == Level.ERROR;
    }
}
