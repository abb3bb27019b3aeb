package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleIssue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored rule with what the compiler says of it.
 *
 * @param program null where the rule does not compile (any more)
 */
public record CatalogedRule(Rule rule, @Nullable CompiledRule program, List<RuleIssue> issues) {

    public CatalogedRule {
        issues = List.copyOf(issues);
    }
}
