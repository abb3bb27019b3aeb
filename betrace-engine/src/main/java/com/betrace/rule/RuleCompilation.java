package com.betrace.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of compiling a rule.
 *
 * @param issues all of them, by position
 * @param program present exactly where no issue is an error
 */
public record RuleCompilation(
        List<RuleIssue> issues, @Nullable CompiledRule program) {

    public RuleCompilation {
        issues = List.copyOf(issues);
        if ((program == null) != issues.stream().anyMatch(i -> i.level() == RuleIssue.Level.ERROR)) {
            throw new IllegalArgumentException("a compilation has either errors or a program: " + issues);
        }
    }
}
