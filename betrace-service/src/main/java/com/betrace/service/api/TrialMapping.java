package com.betrace.service.api;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.UndecidedReason;
import com.betrace.trial.BacktestResult;
import com.betrace.trial.BacktestResult.Found;
import com.betrace.trial.Evaluation;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.BacktestViolations;
import com.betrace.v1.EvaluateRuleResponse;
import com.betrace.v1.TraceEvaluation;

/** What trials come to, as messages. */
public final class TrialMapping {

    private static final double THOUSAND = 1_000;

    private TrialMapping() {}

    static EvaluateRuleResponse.Builder toMessage(Evaluation evaluation) {
        return EvaluateRuleResponse.newBuilder()
                .setVerdict(evaluation.verdict().name())
                .addAllTraces(evaluation.traces().stream()
                        .map(TrialMapping::toMessage)
                        .toList());
    }

    private static TraceEvaluation toMessage(Evaluation.OfTrace trace) {
        UndecidedReason reason = trace.reason();
        return TraceEvaluation.newBuilder()
                .setTraceId(trace.id().toString())
                .setVerdict(trace.verdict().name())
                .setUndecidedReason(reason == null ? "" : reason.name())
                .setVacuous(trace.vacuous())
                .addAllViolations(trace.violations().stream()
                        .map(ViolationMapping::toMessage)
                        .toList())
                .setError(trace.failure())
                .build();
    }

    public static BacktestRuleResponse.Builder toMessage(BacktestResult result) {
        RuleState stored = result.stored();
        BacktestRuleResponse.Builder message = BacktestRuleResponse.newBuilder()
                .setTraces(result.traces())
                .setSpans(result.spans())
                .setOutOfTime(result.outOfTime())
                .setDraft(RuleMapping.toMessage(result.draft()))
                .setViolationsPerThousandTraces(THOUSAND * result.violated() / Math.max(1, result.traces()))
                .setAdded(toMessage(result.added()))
                .setLost(toMessage(result.lost()))
                .setUnchanged(toMessage(result.unchanged()));
        return stored == null ? message : message.setStored(RuleMapping.toMessage(stored));
    }

    private static BacktestViolations toMessage(Found found) {
        return BacktestViolations.newBuilder()
                .setCount(found.count())
                .addAllViolations(
                        found.first().stream().map(ViolationMapping::toMessage).toList())
                .build();
    }
}
