package com.betrace.detection;

import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceJudgmentTest {

    private static final Trace TRACE = trace("r - gw pay 0 9\nc r pay bad 1 2\nd r pay bad 3 2");

    private static TraceJudgment judge(CompiledRule rule) {
        return TraceJudgment.of(rule, TRACE, TimeLimit.NONE);
    }

    private static Finding finding(Verdict verdict) {
        return switch (verdict) {
            case VIOLATED -> FakeRule.violation(null, TRACE.spans());
            case UNDECIDED -> FakeRule.undecided(UndecidedReason.PARTIAL);
            case EXCEPTED -> new Finding(Verdict.EXCEPTED, null, false, null, "", 0, "", null);
            case SATISFIED -> Finding.SATISFIED;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "SATISFIED, SATISFIED, SATISFIED",
        "SATISFIED, EXCEPTED, EXCEPTED",
        "UNDECIDED, EXCEPTED, UNDECIDED",
        "UNDECIDED, VIOLATED, VIOLATED",
        "VIOLATED, EXCEPTED, VIOLATED"
    })
    void verdict_isTheWorst(Verdict one, Verdict other, Verdict expected) {
        List<Finding> findings = List.of(finding(one), finding(other));

        assertThat(judge(FakeRule.onTraceFindings("r", trace -> findings)).verdict())
                .isEqualTo(expected);
    }

    @Test
    void violations_areThoseOfADetector() {
        for (CompiledRule rule : List.of(
                FakeRule.onSpan("r", span -> span.name().equals("bad")),
                FakeRule.presence("r", span -> span.name().equals("bad")),
                FakeRule.onTrace("r", trace -> true))) {
            List<Violation> live = new ArrayList<>();
            DetectorRun run = new DetectorRun(() -> RuleSet.of(1, List.of(rule)), new ManualClock());
            OpenJudgment open = run.detector.begin();
            TRACE.spans().forEach(span -> run.judge(open, span));
            run.judge(open, TRACE);
            run.found.stream()
                    .filter(violation -> !rule.isPresenceTrigger() || run.completed.contains(violation))
                    .forEach(live::add);

            assertThat(judge(rule).violations(TestSpans.TIME_ZERO)).isEqualTo(live);
        }
    }

    @Test
    void failure_isAFinding() {
        TraceJudgment judgment = judge(FakeRule.onSpanFinding("r", span -> {
            throw new StackOverflowError("deep");
        }));

        assertThat(judgment.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(judgment.reasons()).containsExactly(UndecidedReason.ERROR);
        assertThat(judgment.failure()).isEqualTo("java.lang.StackOverflowError: deep");
    }

    @Test
    void spanWithoutTime_isUndecided() {
        ManualClock clock = new ManualClock();
        CompiledRule slow = FakeRule.onSpan("r", span -> {
            clock.advance(Duration.ofSeconds(4));
            return false;
        });

        TraceJudgment judgment = TraceJudgment.of(slow, TRACE, TimeLimit.of(Duration.ofSeconds(8), clock));

        assertThat(judgment.findings()).extracting(Finding::reason).containsExactly(null, null, UndecidedReason.BUDGET);
    }

    @Test
    void vacuousTrace_isOneWithoutAnythingToJudge() {
        Finding vacuous = new Finding(Verdict.SATISFIED, null, true, null, "", 0, "", null);

        assertThat(judge(FakeRule.onTraceFindings("r", trace -> List.of(vacuous)))
                        .isVacuous())
                .isTrue();
        assertThat(judge(FakeRule.onTraceFindings("r", trace -> List.of(vacuous, Finding.SATISFIED)))
                        .isVacuous())
                .isFalse();
    }
}
