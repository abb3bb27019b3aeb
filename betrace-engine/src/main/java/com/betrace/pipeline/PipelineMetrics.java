package com.betrace.pipeline;

import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.RuleScope;

/**
 * What lanes report as they work, a few calls for each batch and none for a span or an evaluation. Called on lane threads,
 * several at a time; must not block or throw. What is a level and not a count, such as open traces, is in {@link
 * PipelineSnapshot}.
 */
public interface PipelineMetrics {

    /** Counts nothing. */
    PipelineMetrics NONE = new PipelineMetrics() {};

    /** Spans that a lane took off its queue, whatever became of them. */
    default void spansProcessed(long count) {}

    /** Spans that did not become part of a trace: {@link DropReason#DUPLICATE}, {@code LATE} or {@code AFTER_LIMIT}. */
    default void spansDropped(DropReason reason, long count) {}

    /** Spans that came after their trace had closed, those of a trace that a limit had closed apart. */
    default void spansLate(LateAge age, long count) {}

    /** A trace closed for the first time. */
    default void traceClosed(CloseReason reason, int spans) {}

    /** A violation, or an undecided finding that would be one, was found for the first time, before the sink has it. */
    default void violationFound(Violation violation) {}

    /**
     * Verdicts of all rules.
     *
     * @param reason why it is undecided, {@code vacuous} where a rule is satisfied because what it speaks of did not
     *     occur, else empty; lower case
     */
    default void verdicts(Verdict verdict, String reason, long count) {}

    /** How long one rule took on one span or trace; sampled, one pass over all rules in 256. */
    default void ruleEvaluated(RuleScope scope, long nanos) {}

    /** The sink threw when it was given as many violations; at most these are lost. */
    default void violationsLost(int count) {}
}
