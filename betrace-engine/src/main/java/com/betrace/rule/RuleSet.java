package com.betrace.rule;

import com.betrace.rule.index.SpanIndex;
import com.betrace.rule.index.SpanKey;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that judge, as one immutable value; a change publishes a new one.
 *
 * @param revision grows with each change
 * @param spanRules judged as spans arrive
 * @param traceRules judged as traces close
 * @param triggers those of the trace rules that one span can violate as it arrives
 * @param spanIndex finds span rules
 * @param triggerIndex finds triggers
 * @param traceIndex finds trace rules
 */
public record RuleSet(
        long revision,
        List<CompiledRule> spanRules,
        List<CompiledRule> traceRules,
        List<CompiledRule> triggers,
        SpanIndex spanIndex,
        SpanIndex triggerIndex,
        SpanIndex traceIndex) {

    public static final RuleSet EMPTY = of(0, List.of());

    /** Those that judge spans as they arrive, then the others. */
    public Stream<CompiledRule> all() {
        return Stream.concat(spanRules.stream(), traceRules.stream());
    }

    /** Sorts enabled rules by when they judge. */
    public static RuleSet of(long revision, List<CompiledRule> rules) {
        List<CompiledRule> spanRules =
                rules.stream().filter(rule -> rule.scope() == RuleScope.SPAN).toList();
        List<CompiledRule> traceRules =
                rules.stream().filter(rule -> rule.scope() != RuleScope.SPAN).toList();
        List<CompiledRule> triggers =
                traceRules.stream().filter(CompiledRule::isPresenceTrigger).toList();
        return new RuleSet(
                revision,
                spanRules,
                traceRules,
                triggers,
                index(spanRules, CompiledRule::spanKeys),
                index(triggers, CompiledRule::spanKeys),
                index(traceRules, CompiledRule::traceKeys));
    }

    private static SpanIndex index(List<CompiledRule> rules, Function<CompiledRule, @Nullable Set<SpanKey>> keys) {
        return new SpanIndex(rules.stream().map(keys).toList());
    }
}
