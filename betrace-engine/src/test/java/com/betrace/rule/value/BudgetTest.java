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
        clock.advance(Duration.ofMillis(30));
        budget.pause();
        clock.advance(Duration.ofSeconds(1));
        budget.resume();
        assertThatCode(() -> budget.steps(2_000)).doesNotThrowAnyException();

        clock.advance(Duration.ofMillis(21));
        assertThatThrownBy(() -> budget.steps(2_000)).hasMessageContaining("time");
    }

    @Test
    void overTime_noStepIsLeft() {
        clock.advance(Duration.ofMillis(51));
        assertThatThrownBy(() -> budget.steps(2_000)).isInstanceOf(BudgetExceededException.class);
        assertThatThrownBy(budget::step).isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void renewSteps_givesStepsButNoTime() {
        budget.steps(10_000);
        budget.renewSteps();
        assertThatCode(() -> budget.steps(10_000)).doesNotThrowAnyException();

        clock.advance(Duration.ofMillis(51));
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
