package com.betrace.detection;

import com.betrace.rule.WorkClock;

/**
 * The clock of one pass over the rules. A pass over a closed trace is timed rule by rule, and only what rules take counts;
 * of the passes over arriving spans a sample is, because timing costs as much as a cheap rule. Once half of a pass's time has
 * passed, only that for which the thread has a processor counts, so that no stall ends it. Not thread-safe.
 */
final class Pass {

    private static final int PASSES_PER_SAMPLE = 256;
    private static final long NANOS_PER_SAMPLE = 100_000_000L;
    private static final int RULES_PER_LOOK = 16;

    private final WorkClock clock;
    private final long halfBudget;
    private long start;
    private long now;
    private long spent;
    private long lastSample;
    private int passes;
    private int rules;
    private long secondHalfFrom;
    private boolean secondHalf;
    private boolean timed;
    private boolean everSampled;

    /** @param budget nanoseconds that all rules together may take in one pass */
    Pass(WorkClock clock, long budget) {
        this.clock = clock;
        this.halfBudget = budget / 2;
    }

    void beginArrival() {
        begin();
        timed = !everSampled || ++passes >= PASSES_PER_SAMPLE || now - lastSample >= NANOS_PER_SAMPLE;
        if (timed) {
            passes = 0;
            lastSample = now;
            everSampled = true;
        }
    }

    void beginClose() {
        begin();
        timed = true;
    }

    private void begin() {
        now = clock.getAsLong();
        start = now;
        spent = 0;
        secondHalf = false;
        rules = 0;
    }

    /** Whether what each rule takes is measured, also of those that find nothing. */
    boolean isTimed() {
        return timed;
    }

    /** When this pass was last known to be. */
    long now() {
        return now;
    }

    /** A rule is about to be evaluated. */
    void beginRule() {
        if (timed) {
            now = clock.getAsLong();
            start = now;
        }
    }

    /** What the rule took, in nanoseconds; -1 where it is not known. */
    long endRule(boolean failed) {
        rules++;
        if (!timed && !failed && rules % RULES_PER_LOOK != 0) {
            return -1;
        }
        now = clock.getAsLong();
        long took = now - start;
        if (timed) {
            spent += took;
            return took;
        }
        spent = took;
        return -1;
    }

    /** Whether the rules of this pass have used up their time. */
    boolean isOver() {
        if (spent <= halfBudget) {
            return false;
        }
        if (secondHalf) {
            return clock.processorNanos() - secondHalfFrom > halfBudget;
        }
        secondHalf = true;
        secondHalfFrom = clock.processorNanos();
        return false;
    }
}
