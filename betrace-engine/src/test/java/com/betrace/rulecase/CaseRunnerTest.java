package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.TestSpans;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseRunnerTest {

    private static final String TRACE = """
            r - gw  "POST /pay"     0 900 SERVER
            c r pay payment.charge 100 200 amount=1500
            f r pay fraud.check    400  20
            """;

    private static CompiledRule rule() {
        return Rules.compiler()
                .compile(TestSpans.rule(
                        "r",
                        "when(spans('payment.charge', c -> c.amount > 1000)).always(c -> c.precededBy('fraud.check'))"))
                .program();
    }

    @Test
    void case_passesWithVerdictAndOffenders() {
        CaseResult result = CaseRunner.run(rule(), new RuleCase("late check", Verdict.VIOLATED, List.of("c"), TRACE));
        assertThat(result.passed()).isTrue();
        assertThat(result.findings()).hasSize(1);
    }

    @Test
    void failure_saysWhatWasExpectedAndWhatCame() {
        assertThat(CaseRunner.run(rule(), new RuleCase("x", Verdict.SATISFIED, List.of(), TRACE))
                        .failure())
                .isEqualTo("expected SATISFIED, but it is VIOLATED");
        assertThat(CaseRunner.run(rule(), new RuleCase("x", Verdict.VIOLATED, List.of("r", "f"), TRACE))
                        .failure())
                .isEqualTo("expected offenders [r, f], but they are [c]");
        String orphan = "c 9 pay payment.charge 100 200 amount=1500";
        assertThat(CaseRunner.run(rule(), new RuleCase("x", Verdict.VIOLATED, List.of(), orphan))
                        .failure())
                .isEqualTo("expected VIOLATED, but it is UNDECIDED [PARTIAL]");
    }
}
