package com.betrace.trial;

import com.betrace.detection.TimeLimit;
import com.betrace.detection.TraceJudgment;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of some traces.
 *
 * @param traces in the order in which they were given
 */
public record Evaluation(List<OfTrace> traces) {

    public Evaluation {
        traces = List.copyOf(traces);
    }

    /**
     * What a rule says of one trace.
     *
     * @param reason the first where it is undecided for several; null where it is not undecided
     * @param vacuous true where what the rule speaks of did not occur
     * @param violations what would be stored, found when the trace closed
     * @param failure of an evaluation or an exception; empty where nothing failed
     */
    public record OfTrace(
            TraceId id,
            Verdict verdict,
            @Nullable UndecidedReason reason,
            boolean vacuous,
            List<Violation> violations,
            String failure) {

        public OfTrace {
            violations = List.copyOf(violations);
        }
    }

    /** Traces whose turn does not come within the limit are undecided. */
    public static Evaluation of(CompiledRule rule, List<Trace> traces, TimeLimit limit) {
        return new Evaluation(
                traces.stream().map(trace -> judge(rule, trace, limit)).toList());
    }

    private static OfTrace judge(CompiledRule rule, Trace trace, TimeLimit limit) {
        TraceJudgment judgment = TraceJudgment.of(rule, trace, limit);
        Verdict verdict = judgment.verdict();
        return new OfTrace(
                trace.id(),
                verdict,
                verdict == Verdict.UNDECIDED ? judgment.reasons().iterator().next() : null,
                judgment.isVacuous(),
                judgment.violations(trace.closedAt()),
                judgment.failure());
    }

    /** Of all traces together. */
    public Verdict verdict() {
        return TraceJudgment.worst(traces.stream().map(OfTrace::verdict));
    }
}
