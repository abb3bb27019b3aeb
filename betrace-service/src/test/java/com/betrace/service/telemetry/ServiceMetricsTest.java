package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.rule.RuleScope;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.Refusal;
import com.betrace.service.intake.Transport;
import com.betrace.service.rulesdirectory.LoadOutcome;
import com.betrace.service.storage.RetentionMetrics;
import com.betrace.testkit.ViolationBuilder;
import com.codahale.metrics.MetricRegistry;
import com.google.rpc.Code;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {

    /** Every count is another number. */
    private static final RuleState SLOW = new RuleState(
            100, 11, 1, 2, 3, 4, Map.of(UndecidedReason.CLOCK_SKEW, 5L), 6, 7, 12, 8_000, 9_000, true, 10, null);

    private final Telemetry telemetry = new Telemetry("1.2.3", Optional.empty());
    private final ServiceMetrics metrics = new ServiceMetrics(telemetry.meter());
    private final MetricsPage page = new MetricsPage(telemetry::collect, new MetricRegistry());

    @Test
    void page_beforeAnythingHappened_showsEverySeriesWithZero() throws IOException {
        ScrapedPage scraped = scrape();
        for (DropReason reason : DropReason.values()) {
            assertThat(scraped.value("betrace_spans_dropped_total", "reason", lower(reason)))
                    .isZero();
        }
        for (CloseReason reason : CloseReason.values()) {
            assertThat(scraped.value("betrace_traces_closed_total", "reason", lower(reason)))
                    .isZero();
        }
        for (Refusal reason : Refusal.values()) {
            assertThat(scraped.value("betrace_spans_refused_total", "reason", lower(reason)))
                    .isZero();
        }
        for (Severity severity : Severity.values()) {
            for (String name : List.of(
                    "betrace_violations_total",
                    "betrace_violations_retracted_total",
                    "betrace_violations_suppressed_total",
                    "betrace_violations_late_total")) {
                assertThat(scraped.value(name, "severity", lower(severity))).isZero();
            }
        }
        for (RetentionMetrics.Reason reason : RetentionMetrics.Reason.values()) {
            assertThat(scraped.value("betrace_violations_removed_total", "reason", lower(reason)))
                    .isZero();
        }
        for (UndecidedReason reason : UndecidedReason.values()) {
            assertThat(scraped.value("betrace_verdicts_total", "verdict", "undecided", "reason", lower(reason)))
                    .isZero();
        }
        for (String name : List.of(
                "betrace_rule_engine_spans_processed_total",
                "betrace_compliance_spans_emitted_total",
                "betrace_spans_received_total",
                "betrace_spans_accepted_total",
                "betrace_spans_truncated_total",
                "betrace_violations_lost_total")) {
            assertThat(scraped.value(name)).isZero();
        }
    }

    @Test
    void rulesDirectory_fails_untilItIsLoaded() throws IOException {
        assertThat(scrape().value("betrace_rules_directory_loads_total", "outcome", "refused"))
                .isZero();
        assertThat(scrape().value("betrace_rules_directory_failing")).isZero();

        metrics.rulesDirectory().tried(LoadOutcome.REFUSED);
        assertThat(scrape().value("betrace_rules_directory_failing")).isEqualTo(1);

        metrics.rulesDirectory().tried(LoadOutcome.LOADED);
        assertThat(scrape().value("betrace_rules_directory_failing")).isZero();
        assertThat(scrape().value("betrace_rules_directory_loads_total", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(scrape().value("betrace_rules_directory_loads_total", "outcome", "loaded"))
                .isEqualTo(1);
    }

    @Test
    void intake_counts_areOnThePage() throws IOException {
        metrics.intake().received(10);
        metrics.intake().accepted(5);
        metrics.intake().rejected(DropReason.INVALID_TIME, 2);
        metrics.intake().refused(Refusal.MEMORY, 3, 700);
        metrics.intake().truncated(1);
        metrics.intake().otlpAnswered(Transport.HTTP, Code.INVALID_ARGUMENT);
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_spans_received_total")).isEqualTo(10);
        assertThat(scraped.value("betrace_spans_accepted_total")).isEqualTo(5);
        assertThat(scraped.value("betrace_spans_dropped_total", "reason", "invalid_time"))
                .isEqualTo(2);
        assertThat(scraped.value("betrace_spans_refused_total", "reason", "memory"))
                .isEqualTo(3);
        assertThat(scraped.value("betrace_requests_refused_total", "reason", "memory"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_requests_refused_size_bytes_total", "reason", "memory"))
                .isEqualTo(700);
        assertThat(scraped.value("betrace_spans_truncated_total")).isEqualTo(1);
        assertThat(scraped.value("betrace_otlp_requests_total", "transport", "grpc", "outcome", "ok"))
                .isZero();
        assertThat(scraped.value("betrace_otlp_requests_total", "transport", "http", "outcome", "invalid_argument"))
                .isEqualTo(1);
    }

    @Test
    void pipeline_counts_areOnThePage() throws IOException {
        metrics.pipeline().spansProcessed(7);
        metrics.pipeline().spansDropped(DropReason.LATE, 2);
        metrics.pipeline().traceClosed(CloseReason.IDLE, 3);
        metrics.pipeline().violationFound(violation("slow-checkout"));
        metrics.pipeline().verdicts(Verdict.VIOLATED, "", 1);
        metrics.pipeline().verdicts(Verdict.SATISFIED, "vacuous", 4);
        metrics.pipeline().verdicts(Verdict.EXCEPTED, "", 3);
        metrics.pipeline().verdicts(Verdict.UNDECIDED, "partial", 5);
        metrics.pipeline().violationsLost(6);
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_rule_engine_spans_processed_total")).isEqualTo(7);
        assertThat(scraped.value("betrace_spans_dropped_total", "reason", "late"))
                .isEqualTo(2);
        assertThat(scraped.value("betrace_traces_closed_total", "reason", "idle"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_violations_total", "severity", "high"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_rule_violations_total", "rule", "slow-checkout"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_verdicts_total", "verdict", "violated", "reason", ""))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_verdicts_total", "verdict", "satisfied", "reason", "vacuous"))
                .isEqualTo(4);
        assertThat(scraped.value("betrace_verdicts_total", "verdict", "excepted", "reason", ""))
                .isEqualTo(3);
        assertThat(scraped.value("betrace_verdicts_total", "verdict", "undecided", "reason", "partial"))
                .isEqualTo(5);
        assertThat(scraped.value("betrace_violations_lost_total")).isEqualTo(6);
    }

    @Test
    void writer_counts_areOnThePage() throws IOException {
        metrics.writer().lost();
        metrics.pipeline().violationsLost(6);
        metrics.writer().retracted(Severity.HIGH);
        metrics.writer().foundLate(Severity.LOW);
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_violations_lost_total")).isEqualTo(7);
        assertThat(scraped.value("betrace_violations_retracted_total", "severity", "high"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_violations_late_total", "severity", "low"))
                .isEqualTo(1);
    }

    @Test
    void ruleEvaluated_isAHistogramByScopeThatTellsMicrosecondsApart() throws IOException {
        metrics.pipeline().ruleEvaluated(RuleScope.SPAN, 2_000);
        metrics.pipeline().ruleEvaluated(RuleScope.SPAN, 4_000);
        metrics.pipeline().ruleEvaluated(RuleScope.TRACE, 900_000_000);
        ScrapedPage scraped = scrape();
        String bucket = "betrace_rule_evaluation_duration_seconds_bucket";
        assertThat(scraped.value(bucket, "scope", "span", "le", "1.0E-6")).isZero();
        assertThat(scraped.value(bucket, "scope", "span", "le", "2.5E-6")).isEqualTo(1);
        assertThat(scraped.value(bucket, "scope", "span", "le", "5.0E-6")).isEqualTo(2);
        assertThat(scraped.value(bucket, "scope", "trace", "le", "0.5")).isZero();
        assertThat(scraped.value(bucket, "scope", "trace", "le", "1.0")).isEqualTo(1);
        assertThat(scraped.samples(bucket))
                .allSatisfy(sample -> assertThat(sample.labels().keySet()).isEqualTo(Set.of("scope", "le")));
    }

    @Test
    void violations_moreRulesThanTheLimit_shareOneSeries() throws IOException {
        for (int rule = 0; rule < 1_003; rule++) {
            metrics.pipeline().violationFound(violation("rule-" + rule));
        }
        ScrapedPage scraped = scrape();
        assertThat(scraped.samples("betrace_rule_violations_total")).hasSize(1_001);
        assertThat(scraped.value("betrace_rule_violations_total", "otel_metric_overflow", "true"))
                .isEqualTo(3);
    }

    @Test
    void violations_undecidedOrOnTrial_areNotCounted() throws IOException {
        metrics.pipeline().violationFound(violation("trial", RuleMode.SHADOW, null));
        metrics.pipeline().violationFound(violation("unsure", RuleMode.ENFORCE, UndecidedReason.PARTIAL));
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_violations_total", "severity", "high"))
                .isZero();
        assertThat(scraped.samples("betrace_rule_violations_total")).isEmpty();
    }

    @Test
    void rules_eachShowsHowItFares() throws IOException {
        metrics.watchRules(() -> Map.of("slow", SLOW));
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_rule_evaluations_total", "rule", "slow"))
                .isEqualTo(100);
        assertThat(verdicts(scraped, "violated", "")).isEqualTo(1);
        assertThat(verdicts(scraped, "satisfied", "")).isEqualTo(2);
        assertThat(verdicts(scraped, "satisfied", "vacuous")).isEqualTo(3);
        assertThat(verdicts(scraped, "excepted", "")).isEqualTo(4);
        assertThat(verdicts(scraped, "undecided", "clock_skew")).isEqualTo(5);
        assertThat(scraped.samples("betrace_rule_verdicts_total")).hasSize(5);
        assertThat(scraped.value("betrace_rule_mismatches_total", "rule", "slow"))
                .isEqualTo(6);
        assertThat(scraped.value("betrace_rule_skipped_total", "rule", "slow")).isEqualTo(7);
        assertThat(scraped.value("betrace_rule_cost_mean_seconds", "rule", "slow"))
                .isEqualTo(8e-6);
        assertThat(scraped.value("betrace_rule_cost_p99_seconds", "rule", "slow"))
                .isEqualTo(9e-6);
        assertThat(scraped.value("betrace_rule_quarantined", "rule", "slow")).isEqualTo(1);
        assertThat(scraped.value("betrace_rule_quarantines_total", "rule", "slow"))
                .isEqualTo(10);
    }

    @Test
    void rules_moreThanTheLimit_shareSeriesThatLoseNothing() throws IOException {
        Map<String, RuleState> rules = new TreeMap<>();
        for (int rule = 0; rule < 1_003; rule++) {
            rules.put("rule-" + rule, SLOW);
        }
        metrics.watchRules(() -> rules);
        ScrapedPage scraped = scrape();
        String others = "otel_metric_overflow";
        assertThat(scraped.samples("betrace_rule_evaluations_total")).hasSize(1_001);
        assertThat(scraped.value("betrace_rule_evaluations_total", others, "true"))
                .isEqualTo(300);
        assertThat(scraped.samples("betrace_rule_verdicts_total")).hasSize(5 * 1_001);
        assertThat(scraped.value(
                        "betrace_rule_verdicts_total", others, "true", "verdict", "undecided", "reason", "clock_skew"))
                .isEqualTo(15);
        assertThat(scraped.value("betrace_rule_cost_p99_seconds", others, "true"))
                .isEqualTo(9e-6);
        assertThat(scraped.value("betrace_rule_quarantined", others, "true")).isEqualTo(1);
    }

    private static double verdicts(ScrapedPage scraped, String verdict, String reason) {
        return scraped.value("betrace_rule_verdicts_total", "rule", "slow", "verdict", verdict, "reason", reason);
    }

    @Test
    void watched_levels_areThoseOfTheMoment() throws IOException {
        long[] level = {1};
        metrics.watchPipeline(() -> new PipelineSnapshot(
                2,
                new PipelineSnapshot.Spans(0, level[0], 0, 0, 0, 0, 0),
                new PipelineSnapshot.Traces(
                        level[0] * 10, level[0] * 100, level[0] * 5, level[0] * 6, level[0] * 7, level[0] * 8),
                Map.of(),
                level[0] * 1_000_000));
        MemoryBudget memory = new MemoryBudget(1_000);
        memory.add(70);
        metrics.watchMemory(memory);
        metrics.watchLive(() -> level[0], () -> level[0] * 2);
        metrics.watchWriter(() -> level[0] * 3);
        level[0] = 4;
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_spans_queued")).isEqualTo(4);
        assertThat(scraped.value("betrace_traces_open")).isEqualTo(40);
        assertThat(scraped.value("betrace_traces_open_size_bytes")).isEqualTo(400);
        assertThat(scraped.value("betrace_traces_unjudged")).isEqualTo(20);
        assertThat(scraped.value("betrace_traces_lingering")).isEqualTo(24);
        assertThat(scraped.value("betrace_traces_lingering_size_bytes")).isEqualTo(28);
        assertThat(scraped.value("betrace_traces_rejudged_total")).isEqualTo(32);
        assertThat(scraped.value("betrace_spans_lag_seconds")).isEqualTo(0.004);
        assertThat(scraped.value("betrace_memory_used_bytes")).isEqualTo(70);
        assertThat(scraped.value("betrace_memory_soft_bytes")).isEqualTo(750);
        assertThat(scraped.value("betrace_memory_hard_bytes")).isEqualTo(1_000);
        assertThat(scraped.value("betrace_live_subscribers")).isEqualTo(4);
        assertThat(scraped.value("betrace_live_events_missed_total")).isEqualTo(8);
        assertThat(scraped.value("betrace_violations_queued")).isEqualTo(12);
    }

    @Test
    void journal_countsAndLevels_areOnThePage() throws IOException {
        metrics.watchJournal(() -> new JournalState("always", 1, 2, 3, true, ""));
        metrics.journal().committed(true);
        metrics.journal().committed(false);
        metrics.journal().committed(false);
        metrics.journal().failed();
        metrics.journal().waited(2_000_000);
        metrics.journal().quarantined();
        ScrapedPage scraped = scrape();
        assertThat(scraped.value("betrace_journal_size_bytes")).isEqualTo(1);
        assertThat(scraped.value("betrace_journal_limit_bytes")).isEqualTo(2);
        assertThat(scraped.value("betrace_journal_entries")).isEqualTo(3);
        assertThat(scraped.value("betrace_journal_commits_total", "flushed", "true"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_journal_commits_total", "flushed", "false"))
                .isEqualTo(2);
        assertThat(scraped.value("betrace_journal_commit_failures_total")).isEqualTo(1);
        assertThat(scraped.value("betrace_journal_append_duration_seconds_bucket", "le", "0.001"))
                .isZero();
        assertThat(scraped.value("betrace_journal_append_duration_seconds_bucket", "le", "0.0025"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_journal_quarantines_total")).isEqualTo(1);
    }

    @Test
    void documentation_listsExactlyTheInstrumentsWithTypeAndLabels() throws IOException {
        pipeline_counts_areOnThePage();
        ruleEvaluated_isAHistogramByScopeThatTellsMicrosecondsApart();
        watched_levels_areThoseOfTheMoment();
        journal_countsAndLevels_areOnThePage();
        rules_eachShowsHowItFares();
        assertThat(DocumentedMetric.of(scrape()))
                .containsExactlyInAnyOrderElementsOf(DocumentedMetric.readOperationsGuide());
    }

    private ScrapedPage scrape() throws IOException {
        ScrapedPage.openMetrics(page.write(TextFormat.CONTENT_TYPE_OPENMETRICS_100));
        return ScrapedPage.text(page.write(TextFormat.CONTENT_TYPE_004));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Violation violation(String ruleId) {
        return violation(ruleId, RuleMode.ENFORCE, null);
    }

    private static Violation violation(String ruleId, RuleMode mode, UndecidedReason undecided) {
        TraceId trace = new TraceId(1, 2);
        return new ViolationBuilder(ViolationId.of(ruleId, trace, ""))
                .rule(ruleId, "Rule", 1)
                .severity(Severity.HIGH)
                .mode(mode)
                .undecided(undecided)
                .trace(trace)
                .build();
    }
}
