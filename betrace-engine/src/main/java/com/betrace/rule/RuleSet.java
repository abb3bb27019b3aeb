package com.betrace.rule;

import java.util.List;
import java.util.stream.Stream;

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

    /** Those that judge spans as they arrive, then the others. */
    public Stream<CompiledRule> all() {
        return Stream.concat(spanRules.stream(), traceRules.stream());
    }

    /** Sorts enabled rules by when they judge. */
    public static RuleSet of(long revision, List<CompiledRule> rules) {
        return new RuleSet(
                revision,
                rules.stream().filter(rule -> rule.scope() == RuleScope.SPAN).toList(),
                rules.stream().filter(rule -> rule.scope() != RuleScope.SPAN).toList());
    }
}
