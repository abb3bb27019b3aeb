package com.betrace.service.telemetry;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Verdict;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Map;
import java.util.function.Supplier;

/** How each rule fares, read when somebody looks. */
final class RuleInstruments {

    /** Rules with series of their own; the others, by id, share those that are labelled as overflow. */
    static final int MAX_RULES = 1_000;

    static final String VERDICTS = "betrace.rule.verdicts";

    /** Violated, satisfied, vacuous, excepted and each reason to be undecided, for each rule and for the others. */
    static final int MAX_VERDICT_SERIES = (MAX_RULES + 1) * 8 + 1;

    private static final AttributeKey<String> RULE = AttributeKey.stringKey("rule");
    private static final AttributeKey<String> VERDICT = AttributeKey.stringKey("verdict");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final Attributes OTHERS = Attributes.of(AttributeKey.booleanKey("otel.metric.overflow"), true);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Meter meter;
    private final ObservableLongMeasurement evaluations;
    private final ObservableLongMeasurement failures;
    private final ObservableLongMeasurement verdicts;
    private final ObservableLongMeasurement mismatches;
    private final ObservableLongMeasurement skipped;
    private final ObservableLongMeasurement quarantines;
    private final ObservableLongMeasurement quarantined;
    private final ObservableDoubleMeasurement mean;
    private final ObservableDoubleMeasurement p99;

    private RuleInstruments(Meter meter) {
        this.meter = meter;
        evaluations = total("betrace.rule.evaluations", "{evaluation}", "Evaluations of a rule.");
        failures = total(
                "betrace.rule.failures", "{evaluation}", "Evaluations of a rule that failed or exceeded its budget.");
        verdicts = total(VERDICTS, "{verdict}", "Verdicts of a rule.");
        mismatches = total(
                "betrace.rule.mismatches",
                "{mismatch}",
                "Comparisons and computations of a rule that met types which do not go together.");
        skipped = total("betrace.rule.skipped", "{verdict}", "Verdicts of a rule without an evaluation.");
        quarantines = total("betrace.rule.quarantines", "{quarantine}", "How often a rule was suspended.");
        quarantined = meter.gaugeBuilder("betrace.rule.quarantined")
                .ofLongs()
                .setUnit("{rule}")
                .setDescription("1 while a rule is suspended because it fails too often, else 0.")
                .buildObserver();
        mean = seconds("betrace.rule.cost.mean", "Mean time of a sample of a rule's evaluations.");
        p99 = seconds("betrace.rule.cost.p99", "What 99 of 100 of the same sample do not exceed.");
    }

    static void watch(Meter meter, Supplier<Map<String, RuleState>> rules) {
        RuleInstruments instruments = new RuleInstruments(meter);
        meter.batchCallback(
                () -> instruments.record(rules.get()),
                instruments.evaluations,
                instruments.failures,
                instruments.verdicts,
                instruments.mismatches,
                instruments.skipped,
                instruments.quarantines,
                instruments.quarantined,
                instruments.mean,
                instruments.p99);
    }

    private ObservableLongMeasurement total(String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }

    private ObservableDoubleMeasurement seconds(String name, String description) {
        return meter.gaugeBuilder(name).setUnit("s").setDescription(description).buildObserver();
    }

    private void record(Map<String, RuleState> rules) {
        RuleTotals others = new RuleTotals();
        int seen = 0;
        for (Map.Entry<String, RuleState> rule : rules.entrySet()) {
            if (seen++ < MAX_RULES) {
                record(Attributes.of(RULE, rule.getKey()), rule.getValue());
            } else {
                others.add(rule.getValue());
            }
        }
        if (seen > MAX_RULES) {
            record(OTHERS, others.state());
        }
    }

    private void record(Attributes series, RuleState state) {
        evaluations.record(state.evaluations(), series);
        failures.record(state.failures(), series);
        verdict(series, Verdict.VIOLATED, "", state.violated());
        verdict(series, Verdict.SATISFIED, "", state.satisfied());
        verdict(series, Verdict.SATISFIED, "vacuous", state.vacuous());
        verdict(series, Verdict.EXCEPTED, "", state.excepted());
        state.undecided()
                .forEach((reason, count) ->
                        verdict(series, Verdict.UNDECIDED, LabelledCounter.lowerCase(reason), count));
        mismatches.record(state.mismatches(), series);
        skipped.record(state.skipped(), series);
        quarantines.record(state.quarantines(), series);
        quarantined.record(state.quarantined() ? 1 : 0, series);
        mean.record(state.meanNanos() / NANOS_PER_SECOND, series);
        p99.record(state.p99Nanos() / NANOS_PER_SECOND, series);
    }

    private void verdict(Attributes rule, Verdict verdict, String reason, long count) {
        AttributesBuilder series = rule.toBuilder();
        verdicts.record(
                count,
                series.put(VERDICT, LabelledCounter.lowerCase(verdict))
                        .put(REASON, reason)
                        .build());
    }
}
