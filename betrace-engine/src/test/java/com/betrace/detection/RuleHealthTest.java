package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.rule;
import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted and timed of each rule. */
class RuleHealthTest {

    private static final Span SPAN = span("a - api \"GET /x\" 0 1.5 SERVER ERROR");

    private final ManualClock clock = new ManualClock();
    private RuleSet latest = RuleSet.EMPTY;
    private final DetectorRun run = new DetectorRun(() -> latest, clock);

    private List<Violation> judge(CompiledRule rule, Span span) {
        latest = RuleSet.of(latest.revision() + 1, List.of(rule));
        return run.judge(span);
    }

    @Test
    void healthOfDeletedRules_isForgotten() {
        judge(FakeRule.onSpan("r", span -> true), SPAN);
        run.verdicts();
        assertThat(run.state("r").violated()).isEqualTo(1);

        judge(FakeRule.onSpan("other", span -> true), SPAN);
        assertThat(run.state("r")).isEqualTo(RuleHealth.RuleState.FINE);
    }

    @Test
    void laneWithOlderRules_erasesNoHealthOfNewerOnes() {
        RuleSet older = RuleSet.of(1, List.of(FakeRule.onSpan("old", span -> true)));
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("new", span -> true)));
        run.judge(SPAN);
        run.verdicts();

        new DetectorRun(() -> older, clock, run.health).judge(SPAN);

        assertThat(run.state("new").violated()).isEqualTo(1);
    }

    @Test
    void ruleThatStays_keepsItsCountsWhenAnotherChanges() {
        FakeRule stays = FakeRule.onSpan("stays", span -> true);
        latest = RuleSet.of(1, List.of(stays));
        run.judge(SPAN);
        latest = RuleSet.of(2, List.of(stays, FakeRule.onSpan("new", span -> true)));
        run.judge(SPAN);
        run.verdicts();
        clock.advance(Duration.ofSeconds(1));
        run.verdicts();

        assertThat(run.state("stays").violated()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "256, 2", "257, 4", "2560, 20"})
    void arrivals_areTimedInOnePassOf256(int passes, int evaluations) {
        latest = RuleSet.of(1, List.of(FakeRule.onSpan("a", s -> false), FakeRule.onSpan("b", s -> false)));
        for (int i = 0; i < passes; i++) {
            run.judge(SPAN);
        }

        assertThat(run.timed).hasSize(evaluations).containsOnly(RuleScope.SPAN);
    }

    @Test
    void closedTraces_areAllTimed() {
        latest = RuleSet.of(1, List.of(FakeRule.onTraceFindings("slow", t -> {
            clock.advance(Duration.ofMillis(8));
            return List.of(Finding.SATISFIED);
        })));
        run.judge(trace("a - api GET 0 9"));
        run.judge(trace("a - api GET 0 9"));

        assertThat(run.timed).containsExactly(RuleScope.TRACE, RuleScope.TRACE);
        assertThat(run.state("slow").meanNanos()).isEqualTo(8_000_000);
        assertThat(run.state("slow").p99Nanos()).isBetween(7_000_000L, 9_000_000L);
    }

    @Test
    void newVersion_startsWithACleanRecordBeforeItJudges() {
        CompiledRule rule = FakeRule.onSpan("r", span -> true);
        judge(rule, SPAN);
        run.verdicts();

        assertThat(run.health.of(rule.rule()).violated()).isEqualTo(1);
        assertThat(run.health.of(new Rule("r", rule.rule().definition(), true, TIME_ZERO, TIME_ZERO, 2)))
                .isEqualTo(RuleHealth.RuleState.FINE);
    }
}
