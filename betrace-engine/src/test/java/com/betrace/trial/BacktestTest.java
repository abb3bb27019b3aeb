package com.betrace.trial;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.detection.TimeLimit;
import com.betrace.model.CloseReason;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import com.betrace.trial.Backtest.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BacktestTest {

    /** Of trace n: spans r, a and b, of which b lasts n ms. */
    private static final List<Trace> TRACES = LongStream.rangeClosed(1, 5)
            .mapToObj(number -> TestSpans.trace(
                    CloseReason.ROOT, spans(traceId(number), "r - gw pay 0 90\na r pay a 1 1\nb r pay b 2 " + number)))
            .toList();

    private final ManualClock clock = new ManualClock();

    private BacktestResult run(CompiledRule draft, CompiledRule stored) {
        return Backtest.run(new Rules(draft, stored), TRACES, 2, TimeLimit.of(Duration.ofSeconds(10), clock));
    }

    private static CompiledRule longerThan(int millis) {
        return FakeRule.onSpan("r", span -> span.name().equals("b") && span.durationNanos() > millis * 1_000_000L);
    }

    @Test
    void violations_areComparedById() {
        BacktestResult result = run(longerThan(3), longerThan(1));

        assertThat(result.traces()).isEqualTo(5);
        assertThat(result.spans()).isEqualTo(15);
        assertThat(result.outOfTime()).isFalse();
        assertThat(result.added().count()).isZero();
        assertThat(result.unchanged().count()).isEqualTo(2);
        assertThat(result.lost().count()).isEqualTo(2);
        assertThat(result.lost().first()).extracting(Violation::traceId).containsExactly(traceId(2), traceId(3));
        assertThat(result.draft().violated()).isEqualTo(2);
        assertThat(result.draft().evaluations()).isEqualTo(15);
        assertThat(result.stored().violated()).isEqualTo(4);
    }

    @Test
    void draftAlone_addsAllItFinds() {
        BacktestResult result = run(longerThan(0), null);

        assertThat(result.added().count()).isEqualTo(5);
        assertThat(result.added().first()).extracting(Violation::traceId).containsExactly(traceId(1), traceId(2));
        assertThat(result.stored()).isNull();
    }

    @Test
    void presenceTrigger_countsOnceWithAllItsOffenders() {
        BacktestResult result = run(FakeRule.presence("r", span -> span.parentSpanId() != null), null);

        assertThat(result.added().count()).isEqualTo(5);
        assertThat(result.added().first().get(0).offenders())
                .extracting(SpanId::toString)
                .hasSize(2);
    }

    @Test
    void violation_isFoundWhenItsTraceClosed() {
        assertThat(run(longerThan(0), null).added().first())
                .extracting(Violation::foundAt)
                .containsOnly(TRACES.get(0).closedAt())
                .doesNotContain(TIME_ZERO);
    }

    @Test
    void failingRule_isNotSuspended() {
        CompiledRule failing = FakeRule.onSpanFinding("r", span -> FakeRule.undecided(UndecidedReason.ERROR));

        RuleState state = run(failing, null).draft();

        assertThat(state.failures()).isEqualTo(15);
        assertThat(state.undecided()).isEqualTo(Map.of(UndecidedReason.ERROR, 15L));
        assertThat(state.quarantines()).isZero();
        assertThat(state.skipped()).isZero();
    }

    @Test
    void slowRule_isJudgedAsFarAsTheTimeGoes() {
        CompiledRule slow = FakeRule.onSpan("r", span -> {
            clock.advance(Duration.ofSeconds(1));
            return span.name().equals("b");
        });

        BacktestResult result = run(slow, null);

        assertThat(result.outOfTime()).isTrue();
        assertThat(result.traces()).isEqualTo(3);
        assertThat(result.added().count()).isEqualTo(3);
        assertThat(result.draft().evaluations()).isEqualTo(10);
    }

    @Test
    void rulesOfDifferentIds_haveNothingInCommon() {
        CompiledRule other = FakeRule.onTrace("other", trace -> true);

        assertThatThrownBy(() -> new Rules(longerThan(1), other))
                .hasMessage("rule 'r' cannot be compared with rule 'other', as their violations have different ids");
    }

    @Test
    void noTraces_giveAnEmptyResult() {
        BacktestResult result =
                Backtest.run(new Rules(longerThan(1), null), List.of(), 2, TimeLimit.of(Duration.ofSeconds(10), clock));

        assertThat(result.traces()).isZero();
        assertThat(result.outOfTime()).isFalse();
        assertThat(result.draft().evaluations()).isZero();
    }
}
