package com.betrace.rule;

import java.util.List;

/**
 * The rules that judge, as one immutable value; a change publishes a new one.
 *
 * @param revision grows with each change
 * @param spanRules judged as spans arrive
 * @param traceRules judged as traces close
 */
public record RuleSet(long revision, List<CompiledRule> spanRules, List<CompiledRule> traceRules) {

    public static final RuleSet EMPTY = new RuleSet(0, List.of(), List.of());

    public RuleSet {
        spanRules = List.copyOf(spanRules);
        traceRules = List.copyOf(traceRules);
    }

    /** Sorts enabled rules by when they judge. */
    public static RuleSet of(long revision, List<CompiledRule> rules) {
        return new RuleSet(
                revision,
                rules.stream().filter(rule -> rule.scope() == RuleScope.SPAN).toList(),
                rules.stream().filter(rule -> rule.scope() != RuleScope.SPAN).toList());
    }
}
