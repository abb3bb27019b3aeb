package com.betrace.detection;

import com.betrace.rule.RuleScope;
import java.util.function.LongSupplier;

/** Times every rule of one pass in 256, because timing costs as much as a cheap rule. Not thread-safe. */
public final class EvaluationTimer {

    private static final int PASSES_PER_SAMPLE = 256;

    private final LongSupplier nanoTime;
    private final Listener listener;
    private int passes;

    public EvaluationTimer(LongSupplier nanoTime, Listener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** Takes the time that a rule took on one span or trace. */
    public interface Listener {
        void evaluated(RuleScope scope, long nanos);
    }

    /** Begins a pass over all rules; true where its evaluations are to be timed. */
    boolean beginPass() {
        return passes++ % PASSES_PER_SAMPLE == 0;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void evaluatedSince(long start, RuleScope scope) {
        listener.evaluated(scope, now() - start);
    }
}
