package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneClockTest {

    private final ManualClock time = new ManualClock();
    private final LaneClock clock = new LaneClock(time);

    @Test
    void shortSteps_countInFull() {
        time.advance(Duration.ofMillis(100));
        clock.advance();
        time.advance(Duration.ofMillis(250));

        assertThat(clock.advance()).isEqualTo(Duration.ofMillis(350).toNanos());
    }

    @Test
    void b14_b15_longStall_countsAsAQuarterOfASecond() {
        time.advance(Duration.ofSeconds(60));

        assertThat(clock.advance()).isEqualTo(Duration.ofMillis(250).toNanos());
        assertThat(clock.advance()).isEqualTo(Duration.ofMillis(250).toNanos());
    }

    @Test
    void timeSource_mayStartAnywhereAndNeverTurnsTheClockBack() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
        LaneClock odd = new LaneClock(nanos::get);
        nanos.addAndGet(20);
        assertThat(odd.advance()).isEqualTo(20);

        nanos.addAndGet(-5_000);
        assertThat(odd.advance()).isEqualTo(20);
    }
}
