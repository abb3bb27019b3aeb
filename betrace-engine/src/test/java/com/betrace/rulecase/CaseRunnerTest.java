package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleTest;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.TestSpans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseRunnerTest {

    private static final String TRACE = """
            r - gw  "POST /pay"     0 900 SERVER
            c r pay payment.charge 100 200 amount=1500
            f r pay fraud.check    400  20
            """;

    private static final CompiledRule CHECKED = compiled(
            RuleDefinition.builder("r", "when(spans('payment.charge')).always(c -> c.precededBy('fraud.check'))")
                    .build());

    static CompiledRule compiled(RuleDefinition rule) {
        return Rules.compiler().compile(TestSpans.rule("r", rule)).program();
    }

    private static CaseResult run(CompiledRule rule, Verdict expect, List<String> offenders, String trace) {
        return CaseRunner.run(rule, new RuleTest("x", expect, offenders, trace, List.of()));
    }

    @Test
    void case_passesWithVerdictAndOffenders() {
        CaseResult result = run(CHECKED, Verdict.VIOLATED, List.of("c"), TRACE);

        assertThat(result.failure()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.findings()).hasSize(1);
    }

    @Test
    void failure_saysWhatWasExpectedAndWhatCame() {
        assertThat(run(CHECKED, Verdict.SATISFIED, List.of(), TRACE).failure())
                .isEqualTo("expected SATISFIED, but it is VIOLATED");
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of("f", "r"), TRACE).failure())
                .isEqualTo("expected offenders [r, f], but they are [c]");
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of(), "c 9 pay payment.charge 100 200")
                        .failure())
                .isEqualTo("expected VIOLATED, but it is UNDECIDED [PARTIAL]");
    }

    @Test
    void offenders_areNamedAsTheTraceNamesThem() {
        String trace = """
                the-root-of-all-spans - gw "POST /pay" 0 900 SERVER
                "charge of the card" the-root-of-all-spans pay payment.charge 100 200
                """;

        assertThat(run(CHECKED, Verdict.VIOLATED, List.of("charge of the card"), trace)
                        .failure())
                .isEmpty();
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of("the-root-of-all-spans"), trace)
                        .failure())
                .isEqualTo("expected offenders [the-root-of-all-spans], but they are [charge of the card]");
    }

    @Test
    void failedEvaluation_isToldWithItsCause() {
        CompiledRule broken = FakeRule.onTraceFindings("b", trace -> {
            throw new IllegalStateException("no such luck");
        });

        assertThat(run(broken, Verdict.SATISFIED, List.of(), TRACE).failure())
                .isEqualTo("expected SATISFIED, but it is UNDECIDED [ERROR]:"
                        + " java.lang.IllegalStateException: no such luck");
    }

    @ParameterizedTest
    @CsvSource({"SATISFIED, true", "EXCEPTED, true", "VIOLATED, false", "UNDECIDED, false"})
    void exceptedTrace_isAsGoodAsSatisfied(Verdict expect, boolean passes) {
        CompiledRule rule = compiled(RuleDefinition.builder("r", "span.name == 'payment.charge'")
                .exceptions(List.of(new Exemption("span.amount > 1000", "team", "why", null)))
                .build());

        CaseResult result = run(rule, expect, List.of(), TRACE);

        assertThat(result.actual()).isEqualTo(Verdict.EXCEPTED);
        assertThat(result.passed()).isEqualTo(passes);
    }

    @Test
    void satisfiedTrace_isNotExcepted() {
        assertThat(run(CHECKED, Verdict.EXCEPTED, List.of(), "r - gw x 0 1").failure())
                .isEqualTo("expected EXCEPTED, but it is SATISFIED");
    }

    @Test
    void offendersOfWhatIsUndecided_areComparedWhereThereAreAny() {
        String partial = "c 9 pay payment.charge 100 200\n" + "d 9 pay other 100 200";

        assertThat(run(CHECKED, Verdict.UNDECIDED, List.of("c"), partial).failure())
                .isEmpty();
        assertThat(run(CHECKED, Verdict.UNDECIDED, List.of("d"), partial).failure())
                .isEqualTo("expected offenders [d], but they are [c]");
        assertThat(run(
                                FakeRule.onTraceFindings(
                                        "u", trace -> List.of(FakeRule.undecided(UndecidedReason.PARTIAL))),
                                Verdict.UNDECIDED,
                                List.of("d"),
                                partial)
                        .failure())
                .isEmpty();
    }

    @Test
    void testThatCannotBeRun_saysWhy() {
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of("c", "x"), TRACE))
                .satisfies(result -> assertThat(result.actual()).isNull())
                .extracting(CaseResult::failure)
                .isEqualTo("offenders[1]: 'x' is no span of the trace, expected one of [r, c, f]");
        assertThat(run(CHECKED, Verdict.SATISFIED, List.of("c"), TRACE).failure())
                .isEqualTo("offenders: expected none for a test that expects SATISFIED, which has no offenders");
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of(), TRACE + "c r pay again 0 1")
                        .failure())
                .isEqualTo("line 4: the span of line 2 has the id 'c' already");
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of(), "r - gw x soon 1").failure())
                .isEqualTo("line 1: start-ms is 'soon', expected a number of milliseconds");
        assertThat(run(CHECKED, Verdict.VIOLATED, List.of(), "  \n").failure())
                .isEqualTo("line 1: there is no span, expected lines of"
                        + " 'id parent service name start-ms duration-ms'");
    }
}
