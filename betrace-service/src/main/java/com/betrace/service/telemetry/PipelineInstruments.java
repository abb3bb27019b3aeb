package com.betrace.service.telemetry;

import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.Severity;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.pipeline.LateAge;
import com.betrace.pipeline.PipelineMetrics;
import com.betrace.rule.RuleScope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the engine does with the spans it took in. */
final class PipelineInstruments implements PipelineMetrics {

    /** The counter with a series for each rule, which is why it has a limit of series. */
    static final String RULE_VIOLATIONS = "betrace.rule.violations";

    private static final AttributeKey<String> RULE = AttributeKey.stringKey("rule");
    private static final AttributeKey<String> SCOPE = AttributeKey.stringKey("scope");
    private static final AttributeKey<String> VERDICT = AttributeKey.stringKey("verdict");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final double NANOS_PER_SECOND = 1e9;

    /** From 1 us, a cheap rule on one span, to 1 s, a costly one on a huge trace. */
    private static final List<Double> EVALUATION_SECONDS = List.of(
            1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1,
            0.25, 0.5, 1.0);

    private final LongCounter processed;
    private final LabelledCounter<DropReason> dropped;
    private final LabelledCounter<LateAge> late;
    private final LabelledCounter<CloseReason> closed;
    private final LabelledCounter<Severity> violations;
    private final LongCounter ruleViolations;
    private final LongCounter lost;
    private final LongCounter verdicts;
    private final DoubleHistogram evaluation;
    private final Map<RuleScope, Attributes> scopes = new EnumMap<>(RuleScope.class);

    PipelineInstruments(Instruments instruments, LabelledCounter<DropReason> dropped) {
        this.dropped = dropped;
        processed = instruments.counter(
                "betrace.rule.engine.spans.processed", "{span}", "Spans that the rule engine worked on.");
        late = new LabelledCounter<>(
                instruments.labelled(
                        "betrace.spans.late",
                        "{span}",
                        "Spans that came after the close of their trace, by how long after."),
                "age",
                LateAge.values());
        closed = new LabelledCounter<>(
                instruments.labelled("betrace.traces.closed", "{trace}", "Traces closed, by why they were."),
                "reason",
                CloseReason.values());
        violations = new LabelledCounter<>(
                instruments.labelled(
                        "betrace.violations",
                        "{violation}",
                        "Certain violations of enforced rules found, by severity."),
                "severity",
                Severity.values());
        ruleViolations =
                instruments.labelled(RULE_VIOLATIONS, "{violation}", "Violations found, by the id of their rule.");
        lost = instruments.counter(
                "betrace.violations.lost", "{violation}", "Violations found that could not be stored.");
        verdicts = instruments.labelled("betrace.verdicts", "{verdict}", "Verdicts of all rules.");
        knownVerdicts().forEach(series -> verdicts.add(0, series));
        evaluation = evaluationDuration(instruments.meter());
        for (RuleScope scope : RuleScope.values()) {
            scopes.put(scope, Attributes.of(SCOPE, LabelledCounter.lowerCase(scope)));
        }
    }

    @Override
    public void spansProcessed(long count) {
        processed.add(count);
    }

    @Override
    public void spansDropped(DropReason reason, long count) {
        dropped.add(reason, count);
    }

    @Override
    public void spansLate(LateAge age, long count) {
        late.add(age, count);
    }

    @Override
    public void traceClosed(CloseReason reason, int spans) {
        closed.add(reason, 1);
    }

    @Override
    public void violationFound(Violation violation) {
        if (!violation.isEnforced()) {
            return;
        }
        violations.add(violation.severity(), 1);
        ruleViolations.add(1, Attributes.of(RULE, violation.ruleId()));
    }

    @Override
    public void verdicts(Verdict verdict, String reason, long count) {
        verdicts.add(count, verdict(verdict, reason));
    }

    @Override
    public void ruleEvaluated(RuleScope scope, long nanos) {
        evaluation.record(nanos / NANOS_PER_SECOND, scopes.get(scope));
    }

    @Override
    public void violationsLost(int count) {
        lost.add(count);
    }

    private static DoubleHistogram evaluationDuration(Meter meter) {
        return meter.histogramBuilder("betrace.rule.evaluation.duration")
                .setUnit("s")
                .setDescription("How long one rule took on one span or trace; a sample of all evaluations.")
                .setExplicitBucketBoundariesAdvice(EVALUATION_SECONDS)
                .build();
    }

    private static Attributes verdict(Verdict verdict, String reason) {
        return Attributes.of(VERDICT, LabelledCounter.lowerCase(verdict), REASON, reason);
    }

    private static List<Attributes> knownVerdicts() {
        List<Attributes> known = new ArrayList<>(List.of(
                verdict(Verdict.VIOLATED, ""),
                verdict(Verdict.SATISFIED, ""),
                verdict(Verdict.SATISFIED, "vacuous"),
                verdict(Verdict.EXCEPTED, "")));
        for (UndecidedReason reason : UndecidedReason.values()) {
            known.add(verdict(Verdict.UNDECIDED, LabelledCounter.lowerCase(reason)));
        }
        return known;
    }
}
