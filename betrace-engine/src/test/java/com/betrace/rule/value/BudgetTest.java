package com.betrace.rule.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final ManualClock clock = new ManualClock();
    private final Budget budget = new Budget(10_000, Duration.ofMillis(50).toNanos(), clock);

    @Test
    void steps_endAtTheMost() {
        budget.steps(10_000);
        assertThatThrownBy(budget::step).hasMessageContaining("steps");
    }

    @Test
    void time_runsOnlyBetweenResumeAndPause() {
        for (int half = 0; half < 2; half++) {
            clock.advance(Duration.ofMillis(20));
            budget.pause();
            clock.advance(Duration.ofSeconds(1));
            budget.resume();
            assertThatCode(() -> budget.steps(2_000)).doesNotThrowAnyException();
            clock.advance(Duration.ofMillis(6));
            budget.pause();
            budget.resume();
            if (half == 0) {
                budget.steps(2_000);
            }
        }

        assertThatThrownBy(() -> budget.steps(2_000)).hasMessageContaining("time");
    }

    @Test
    void time_ofAStall_isNotHeldAgainstTheRule() {
        for (int i = 0; i < 4; i++) {
            clock.stall(Duration.ofSeconds(15));
            assertThatCode(() -> budget.steps(2_000)).doesNotThrowAnyException();
        }

        clock.advance(Duration.ofMillis(26));
        assertThatThrownBy(() -> budget.steps(2_000)).hasMessageContaining("time");
    }

    private void useUpTime() {
        clock.advance(Duration.ofMillis(26));
        budget.steps(2_000);
        clock.advance(Duration.ofMillis(26));
    }

    @Test
    void overTime_noStepIsLeft() {
        useUpTime();
        assertThatThrownBy(() -> budget.steps(2_000)).isInstanceOf(BudgetExceededException.class);
        assertThatThrownBy(budget::step).isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void renewSteps_givesStepsButNoTime() {
        budget.steps(10_000);
        budget.renewSteps();
        assertThatCode(() -> budget.steps(10_000)).doesNotThrowAnyException();

        clock.advance(Duration.ofMillis(26));
        budget.renewSteps();
        clock.advance(Duration.ofMillis(26));
        assertThatThrownBy(budget::renewSteps).hasMessageContaining("time");
    }

    @Test
    void matchOfAShortText_isChargedByPatternAndText() {
        Budget plenty = new Budget(10_000_000, 1, () -> 0);
        TextPattern large = Patterns.compile("(a?){400}");
        for (int i = 0; i < 100; i++) {
            large.matches("a".repeat(63), plenty);
        }
        assertThat(plenty.used()).isGreaterThan(100 * 100);

        long before = plenty.used();
        Patterns.compile("abc.*").matches("abcdef", plenty);
        assertThat(plenty.used()).isEqualTo(before);
    }
}
