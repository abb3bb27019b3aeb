package com.betrace.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void millis_ofAShare_isWithinTwoPercent() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 1_000; i++) {
            latencies.add(TimeUnit.MICROSECONDS.toNanos(100L * i));
        }

        assertThat(latencies.millis(0.5)).isCloseTo(50, withPercentage(2));
        assertThat(latencies.millis(0.99)).isCloseTo(99, withPercentage(2));
    }

    @Test
    void millis_withoutAny_isZero() {
        assertThat(new Latencies().millis(0.5)).isZero();
    }
}
