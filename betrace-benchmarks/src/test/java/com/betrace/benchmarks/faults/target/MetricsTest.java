package com.betrace.benchmarks.faults.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = Metrics.read("""
            # TYPE betrace_traces_closed_total counter
            betrace_traces_closed_total{reason="root"} 12.0
            betrace_traces_closed_total{reason="idle"} 3
            betrace_traces_closed_total{reason="memory"} 0.0
            betrace_traces_open 1.5E3
            betrace_traces_open_size_bytes 7
            """);

    @Test
    void series_areSummedByName() {
        assertThat(metrics.sum("betrace_traces_closed_total")).isEqualTo(15);
        assertThat(metrics.sum("betrace_traces_open")).isEqualTo(1_500);
        assertThat(metrics.sum("unknown")).isZero();
    }

    @Test
    void series_areFoundByLabel() {
        assertThat(metrics.sum("betrace_traces_closed_total", "reason", "idle")).isEqualTo(3);
        assertThat(metrics.by("betrace_traces_closed_total", "reason")).isEqualTo(Map.of("root", 12L, "idle", 3L));
    }
}
