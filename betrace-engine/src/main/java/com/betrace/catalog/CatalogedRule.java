package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.TestFailure;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleIssue;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stored rule with what the compiler and its tests say of it.
 *
 * @param program null where the rule does not compile (any more)
 * @param failingTests the tests that do not hold; run when first asked for
 */
public record CatalogedRule(
        Rule rule, @Nullable CompiledRule program, List<RuleIssue> issues, Supplier<List<TestFailure>> failingTests) {

    public CatalogedRule {
        issues = List.copyOf(issues);
    }
}
