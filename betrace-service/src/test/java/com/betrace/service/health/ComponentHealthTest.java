package com.betrace.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.CatalogedRule;
import com.betrace.rule.RuleScope;
import com.betrace.testkit.TestSpans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentHealthTest {

    private boolean full;
    private long nanos;
    private final PipelineHealth pipeline = new PipelineHealth(spans -> !full, () -> nanos);

    @Test
    void pipeline_refusal_isRememberedThoughOtherSpansAreTaken() {
        assertThat(pipeline.state().healthy()).isTrue();
        full = true;
        assertThat(pipeline.test(List.of())).isFalse();
        assertThat(pipeline.state())
                .isEqualTo(ComponentState.unhealthy("full: it refuses spans, and their senders are told to retry"));
        full = false;
        assertThat(pipeline.test(List.of())).isTrue();
        assertThat(pipeline.state().healthy()).isFalse();
    }

    @Test
    void pipeline_refusalWithoutTrafficSince_isForgottenAfterSeconds() {
        full = true;
        assertThat(pipeline.test(List.of())).isFalse();
        nanos += Duration.ofMillis(4_999).toNanos();
        assertThat(pipeline.state().healthy()).isFalse();
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(pipeline.state()).isEqualTo(ComponentState.healthy("taking spans"));
    }

    @Test
    void rules_allCompile_isHealthyAndCounts() {
        assertThat(new RulesHealth(() -> List.of(rule("a", RuleScope.SPAN), rule("b", RuleScope.TRACE))).get())
                .isEqualTo(ComponentState.healthy("2 enabled"));
    }

    @Test
    void rules_someDoNotCompile_isUnhealthyAndNamesThem() {
        assertThat(new RulesHealth(() -> List.of(rule("a", RuleScope.SPAN), rule("b", null))).get())
                .isEqualTo(ComponentState.unhealthy("1 of 2 enabled do not compile: b"));
    }

    @Test
    void rules_manyDoNotCompile_namesAFew() {
        List<CatalogedRule> rules = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            rules.add(rule("r" + i, null));
        }
        assertThat(new RulesHealth(() -> rules).get().message())
                .isEqualTo("7 of 7 enabled do not compile: r1, r2, r3, r4, r5, ...");
    }

    @Test
    void disk_room_isHealthy(@TempDir Path directory) {
        assertThat(new DiskHealth(directory).get().healthy()).isTrue();
    }

    @Test
    void disk_nearlyFull_isUnhealthyAndSaysWhere() {
        assertThat(new DiskHealth(Path.of("/data"), () -> 63L << 20).get())
                .isEqualTo(ComponentState.unhealthy("63 MiB free in /data, expected at least 64"));
    }

    private static CatalogedRule rule(String id, RuleScope scope) {
        return new CatalogedRule(TestSpans.rule(id, "true"), scope, List.of());
    }
}
