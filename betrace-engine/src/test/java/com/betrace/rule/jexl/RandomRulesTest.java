package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.oracle.NaiveRule;
import com.betrace.oracle.NaiveRule.Found;
import com.betrace.oracle.NaiveRule.When;
import com.betrace.oracle.RandomRules;
import com.betrace.oracle.RandomTraces;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The engine understands random rules as the oracle does, on whole traces and on such as are known to be partial. */
class RandomRulesTest {

    @Property(tries = 400)
    void rule_meansWhatTheOracleSays(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRule naive = new RandomRules(random).rule("r");
        CompiledRule rule = compiled(naive);
        for (int i = 0; i < 5; i++) {
            List<Span> spans = RandomTraces.spans(random.nextLong());
            CloseReason reason = random.nextInt(4) == 0 ? CloseReason.MAX_AGE : CloseReason.ROOT;
            Trace trace = new Trace(spans.get(0).traceId(), spans, reason, false, TestSpans.TIME_ZERO);
            assertThat(found(rule, trace))
                    .as("%s on %s, seed %d", naive.definition().expression(), spans, seed)
                    .containsExactlyInAnyOrderElementsOf(expected(naive, trace));
        }
    }

    private static CompiledRule compiled(NaiveRule naive) {
        var compilation = Rules.compilation(naive.definition());
        assertThat(compilation.program())
                .as(naive.definition().expression() + "\n" + Rules.display(compilation.issues()))
                .isNotNull();
        CompiledRule rule = compilation.program();
        assertThat(rule.growth().name())
                .as(naive.definition().expression())
                .isEqualTo(naive.tendency().name());
        assertThat(rule.isPresenceTrigger())
                .as(naive.definition().expression())
                .isEqualTo(naive.when() == When.FIRST_AND_CLOSE);
        assertThat(rule.scope() == RuleScope.SPAN).isEqualTo(naive.when() == When.ARRIVAL);
        return rule;
    }

    private static List<Found> found(CompiledRule rule, Trace trace) {
        Stream<Finding> findings = rule.scope() == RuleScope.SPAN
                ? trace.spans().stream().map(rule::judge)
                : rule.judge(TraceTree.of(trace)).stream();
        return findings.filter(finding -> finding.evidence() != null)
                .map(RandomRulesTest::found)
                .toList();
    }

    private static Found found(Finding finding) {
        return new Found(
                finding.judged() == null
                        ? finding.groupKey()
                        : finding.judged().spanId().toString(),
                finding.reason(),
                finding.offenders().stream().map(Span::spanId).toList());
    }

    private static List<Found> expected(NaiveRule rule, Trace trace) {
        return rule.judgesAtClose()
                ? rule.judge(trace)
                : trace.spans().stream()
                        .flatMap(span -> rule.judge(span).stream())
                        .toList();
    }
}
