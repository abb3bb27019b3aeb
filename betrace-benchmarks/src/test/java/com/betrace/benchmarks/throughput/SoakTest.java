package com.betrace.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakTest {

    @Test
    void whatRisesWhileItWarmsUp_andWavers_hasNotGrown() {
        List<SoakSample> samples = samples(i -> new SoakSample(1_000 + i % 2 * 30, 100, i * 10, 50 + i % 3, 40));
        samples.set(0, new SoakSample(200, 1, 0, 10, 10));

        assertThat(Soak.grown(samples)).isEmpty();
    }

    @Test
    void h1_whatGrowsSlowly_isNamed() {
        assertThat(Soak.grown(samples(i -> new SoakSample(1_000 + i * 10, 100, 0, 50 + i, 40))))
                .containsExactly("resident memory from 1085 to 1205", "files from 59 to 71");
        assertThat(Soak.grown(samples(i -> new SoakSample(1_000, 100 + i, 0, 50, 40 + 2 * i))))
                .containsExactly("spans in flight from 109 to 121", "threads from 57 to 81");
    }

    private static List<SoakSample> samples(IntFunction<SoakSample> sample) {
        return new ArrayList<>(IntStream.range(0, 24).mapToObj(sample).toList());
    }
}
