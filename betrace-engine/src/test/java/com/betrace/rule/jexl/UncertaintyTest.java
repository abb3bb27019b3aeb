package com.betrace.rule.jexl;

import static com.betrace.rule.jexl.Rules.judge;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.Growth;
import com.betrace.testkit.TestSpans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say where spans are missing and where clocks differ. */
class UncertaintyTest {

    @Test
    void r7_partialTrace_decidesOnlyWhatGrows() {
        String expression = "spans('charge', c -> c.amount > 10)";
        TraceTree cut =
                TraceTree.of(TestSpans.trace(CloseReason.MAX_AGE, "1 - api x 0 90\n2 1 pay charge 5 5 amount=50"));
        assertThat(Rules.compile(expression).judge(cut).get(0).verdict()).isEqualTo(Verdict.VIOLATED);
        Finding absence = Rules.compile("!has('fraud.check')").judge(cut).get(0);
        assertThat(absence.reason()).isEqualTo(UndecidedReason.PARTIAL);
        assertThat(absence.message()).isNotEmpty();
        Finding vacuous =
                Rules.compile("when(has('nope')).always(has('x'))").judge(cut).get(0);
        assertThat(vacuous.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(vacuous.message()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "span.failed | FIXED",
                "spans(s -> s.failed) | GROWING",
                "has('a') && has('b') | GROWING",
                "has('a') or has('b') | GROWING",
                "!has('a') | SHRINKING",
                "has('a') && !has('b') | OPEN",
                "spans('a') >> spans('b') | GROWING",
                "spans('a') << spans('b') | GROWING",
                "spans('a') >>> spans('b') | GROWING",
                "spans('a') & spans('b') | GROWING",
                "spans('a') - spans('b') | OPEN",
                "spans('a') - spans(s -> !s.under('x')) | OPEN",
                "count('a') > 3 | GROWING",
                "3 < count('a') | GROWING",
                "count('a') < 3 | SHRINKING",
                "count('a') == 3 | OPEN",
                "trace.duration > '1s' | GROWING",
                "trace.depth >= 3 | GROWING",
                "size(trace.services) > 3 | GROWING",
                "trace.complete | OPEN",
                "trace.root.failed | OPEN",
                "trace.orphans | OPEN",
                "trace.closedBy == 'ROOT' | OPEN",
                "spans(s -> s.parent.failed) | OPEN",
                "spans(s -> s.under('a')) | GROWING",
                "spans(s -> s.precededBy('a')) | GROWING",
                "spans(s -> !s.precededBy('a')) | OPEN",
                "sequence('a', 'b') | GROWING",
                "spans('a').notPrecededBy('b') | OPEN",
                "spans('a').all(s -> s.failed) | OPEN",
                "spans('a').none(s -> s.failed) | OPEN",
                "spans('a').first.failed | OPEN",
                "spans('a').sum(s -> s.n) > 3 | OPEN",
                "spans('a').maxConcurrent > 2 | GROWING",
                "spans('a').spread > '1s' | GROWING",
                "spans('a').busy > '1s' | OPEN",
                "has('a') ? has('b') : has('c') | OPEN",
                "when(spans('a')).never(s -> s.under('b')) | GROWING",
                "when(spans('a')).always(s -> s.under('b')) | OPEN",
                "when(spans('a')).always(s -> s.failed) | GROWING",
                "never(spans('a')) | GROWING",
                "when(spans('a')).always(s -> !s.under('b')) | GROWING",
                "spans(s -> s.children.count > 3) | GROWING",
                "spans().groupBy(s -> s.name).where(g -> g.count > 1) | OPEN",
                "spans('a').children.where(c -> c.failed) | GROWING",
                "empty spans('a') | SHRINKING"
            })
    void r7_growth_isInferred(String expression, Growth growth) {
        assertThat(Rules.compile(expression).growth()).isEqualTo(growth);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 - a x 0 90;2 1 a check 50 48;3 1 b charge 100 50 | UNDECIDED",
                "1 - a x 0 90;2 1 a check 50 45;3 1 b charge 100 50 | SATISFIED",
                "1 - a x 0 90;2 1 a check 50 55;3 1 b charge 100 50 | VIOLATED",
                "1 - a x 0 90;2 1 a check 50 54;3 1 b charge 100 50 | UNDECIDED",
                "1 - a x 0 90;2 1 a check 50 50;3 1 a charge 100 50 | SATISFIED",
                "1 - a x 0 90;2 1 a check 50 51;3 1 a charge 100 50 | VIOLATED",
                "1 - a x 0 90;2 1 a check 50 48 resource:host.name=h;3 1 b charge 100 50 resource:host.name=h | SATISFIED",
                "1 - a x 0 90;2 1 a check 50 48 resource:host.name=h;3 1 a charge 100 50 resource:host.name=i | UNDECIDED",
                "1 - a x 0 90;2 1 a check 50 48 resource:service.instance.id=h;3 1 b charge 100 50 resource:service.instance.id=h | SATISFIED",
                "1 - a x 0 90;3 1 b charge 100 50;2 3 a check 50 48 | VIOLATED",
                "1 - a x 0 90;2 1 a check 100 0;3 1 a charge 100 0 | VIOLATED",
                "1 - a x 0 90;2 1 a check 100 0;3 1 a charge 100 5 | SATISFIED"
            })
    void r8_r9_skewAndOrder(String lines, Verdict expected) {
        List<Finding> findings =
                judge("when(spans('charge')).always(c -> c.precededBy('check'))", lines.replace(";", "\n"));
        assertThat(findings.get(0).verdict()).isEqualTo(expected);
        if (expected == Verdict.UNDECIDED) {
            assertThat(findings.get(0).reason()).isEqualTo(UndecidedReason.CLOCK_SKEW);
        }
    }

    @ParameterizedTest
    @CsvSource({"48", "54"})
    void r7_r8_growingRuleOnAPartialTrace_isInDoubtThroughSkewOnly(String duration) {
        TraceTree cut = TraceTree.of(TestSpans.trace(
                CloseReason.MAX_AGE, "1 - a x 0 90\n2 1 a check 50 " + duration + "\n3 1 b charge 100 50"));
        CompiledRule rule = Rules.compile("spans('charge', c -> c.precededBy('check'))");
        assertThat(rule.judge(cut).get(0).reason()).isEqualTo(UndecidedReason.CLOCK_SKEW);
    }
}
