package com.betrace.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.CatalogedRule;
import com.betrace.detection.RuleHealth.Failure;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Exemption;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.TestSpans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentHealthTest {

    private static final InstantSource TODAY = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

    private long nanos;
    private final PipelineHealth pipeline = new PipelineHealth(() -> nanos);

    @Test
    void pipeline_refusal_isRememberedForSecondsWithItsCause() {
        assertThat(pipeline.state()).isEqualTo(ComponentState.healthy("taking spans"));
        pipeline.refused("the journal has reached its size");
        nanos += Duration.ofMillis(4_999).toNanos();
        assertThat(pipeline.state())
                .isEqualTo(ComponentState.unhealthy("refuses spans because the journal has reached its size; "
                        + "their senders are told to retry"));
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(pipeline.state()).isEqualTo(ComponentState.healthy("taking spans"));
    }

    @Test
    void rules_allCompile_isHealthyAndCounts() {
        assertThat(rules(List.of(compiled("a"), compiled("b")), Map.of()).get())
                .isEqualTo(ComponentState.healthy("2 enabled"));
    }

    @Test
    void rules_someDoNotCompile_isDegradedAndNamesThem() {
        assertThat(rules(List.of(compiled("a"), broken("b")), Map.of()).get())
                .isEqualTo(ComponentState.degraded("1 of 2 enabled do not compile: b"));
    }

    @Test
    void rules_manyDoNotCompile_namesAFew() {
        List<CatalogedRule> rules = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            rules.add(broken("r" + i));
        }
        assertThat(rules(rules, Map.of()).get().message())
                .isEqualTo("7 of 7 enabled do not compile: r1, r2, r3, r4, r5, ...");
    }

    @Test
    void rules_inQuarantine_areDegradedAndNamedWithWhatFailedLast() {
        Failure failure = new Failure(3, "not a number", Instant.parse("2026-01-31T11:59:58Z"));
        assertThat(rules(List.of(compiled("a"), compiled("b")), Map.of("b", state(true, failure)))
                        .get())
                .isEqualTo(ComponentState.degraded(
                        "1 of 2 enabled are in quarantine: b (2026-01-31T11:59:58Z: not a number)"));
        assertThat(rules(List.of(broken("a"), compiled("b")), Map.of("b", state(true, null)))
                        .get()
                        .message())
                .isEqualTo("1 of 2 enabled do not compile: a; 1 of 2 enabled are in quarantine: b");
        assertThat(rules(List.of(compiled("a"), compiled("b")), Map.of("b", state(false, failure)))
                        .get()
                        .healthy())
                .isTrue();
    }

    @Test
    void rules_withExpiredExceptions_areHealthyAndCounted() {
        assertThat(rules(
                                List.of(
                                        compiled("a", exceptedUntil("2026-01-30")),
                                        compiled("b", exceptedUntil("2026-01-31"))),
                                Map.of())
                        .get())
                .isEqualTo(ComponentState.healthy("2 enabled, 1 with an expired exception"));
    }

    private static RuleDefinition exceptedUntil(String day) {
        return RuleDefinition.builder("r", "true")
                .exceptions(List.of(new Exemption("span.ok", "me", "test", LocalDate.parse(day))))
                .build();
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

    private static RulesHealth rules(List<CatalogedRule> enabled, Map<String, RuleState> states) {
        return new RulesHealth(() -> enabled, rule -> states.getOrDefault(rule.id(), state(false, null)), TODAY);
    }

    private static RuleState state(boolean quarantined, Failure lastFailure) {
        return new RuleState(0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, quarantined, 0, lastFailure);
    }

    private static CatalogedRule compiled(String id) {
        return compiled(id, RuleDefinition.builder(id, "true").build());
    }

    private static CatalogedRule compiled(String id, RuleDefinition definition) {
        Rule rule = TestSpans.rule(id, definition);
        return new CatalogedRule(rule, FakeRule.onSpan(id, span -> true).with(rule), List.of(), List::of);
    }

    private static CatalogedRule broken(String id) {
        return new CatalogedRule(TestSpans.rule(id, "true"), null, List.of(), List::of);
    }
}
