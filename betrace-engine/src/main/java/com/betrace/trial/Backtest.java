package com.betrace.trial;

import com.betrace.detection.TimeLimit;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.WorkClock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges traces that have closed by a draft of a rule, and perhaps by the rule as it is stored, as live judging would: spans
 * as they arrived, then the trace as it closed, with all that is known of what it lacks. What came after the close is not
 * among it.
 *
 * <p>Neither rule is suspended, however often it fails: how a backtest ends must not hang on how fast it runs, and its
 * failures are what it is to show. The limit bounds what they cost.
 */
public final class Backtest {

    private final SingleRule draft;
    private final @Nullable SingleRule stored;
    private final Differences differences;
    private int traces;
    private long spans;

    /** @param maxViolations how many of each kind to keep */
    private Backtest(Rules rules, int maxViolations, WorkClock nanoTime) {
        CompiledRule against = rules.stored();
        this.draft = new SingleRule(rules.draft(), nanoTime);
        this.stored = against == null ? null : new SingleRule(against, nanoTime);
        this.differences = new Differences(maxViolations);
    }

    /**
     * What is compared.
     *
     * @param stored of the same id as the draft, by which violations are the same; null where there is nothing to compare with
     */
    public record Rules(CompiledRule draft, @Nullable CompiledRule stored) {

        public Rules {
            if (stored != null && !stored.rule().id().equals(draft.rule().id())) {
                throw new IllegalArgumentException("rule '" + draft.rule().id() + "' cannot be compared with rule '"
                        + stored.rule().id() + "', as their violations have different ids");
            }
        }
    }

    /**
     * Judges the traces in their order, as many as the limit allows.
     *
     * @param maxViolations how many of each kind to return
     */
    public static BacktestResult run(Rules rules, List<Trace> traces, int maxViolations, TimeLimit limit) {
        return new Backtest(rules, maxViolations, limit.nanoTime()).run(traces, limit);
    }

    private BacktestResult run(List<Trace> given, TimeLimit limit) {
        boolean outOfTime = !given.stream().allMatch(trace -> judge(trace, limit));
        return new BacktestResult(
                traces,
                spans,
                outOfTime,
                differences.violated(),
                draft.state(),
                stored == null ? null : stored.state(),
                differences.added(),
                differences.lost(),
                differences.unchanged());
    }

    /** False where the time does not suffice; a trace that was begun counts in the states of the rules, nowhere else. */
    private boolean judge(Trace trace, TimeLimit limit) {
        if (limit.isOver()) {
            return false;
        }
        Map<ViolationId, Violation> byDraft = draft.judge(trace, limit);
        Map<ViolationId, Violation> byStored = stored == null ? Map.of() : stored.judge(trace, limit);
        if (limit.isOver()) {
            return false;
        }
        differences.add(byDraft, byStored);
        traces++;
        spans += trace.spans().size();
        return true;
    }
}
