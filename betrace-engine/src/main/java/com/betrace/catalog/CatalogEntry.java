package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.rule.RuleCompilation;

/** A stored rule with its compilation. */
record CatalogEntry(Rule rule, RuleCompilation compilation) {

    boolean compiles() {
        return compilation.program() != null;
    }

    /** Why it is refused; only where it does not compile. */
    InvalidRuleException refusal() {
        return new InvalidRuleException(compilation.issues());
    }

    CatalogedRule cataloged() {
        return new CatalogedRule(rule, compilation.program(), compilation.issues());
    }

    boolean matches(RuleFilter filter) {
        return (rule.enabled() || !filter.enabledOnly())
                && (filter.severity() == null || filter.severity() == rule.severity())
                && rule.tags().containsAll(filter.tags());
    }
}
