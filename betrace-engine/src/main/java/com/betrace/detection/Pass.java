package com.betrace.detection;

import java.util.function.LongSupplier;

/**
 * The clock of one pass over the rules. A pass over a closed trace is timed rule by rule, and only what rules take counts;
 * of the passes over arriving spans a sample is, because timing costs as much as a cheap rule. Not thread-safe.
 */
final class Pass {

    private static final int PASSES_PER_SAMPLE = 256;
    private static final long NANOS_PER_SAMPLE = 100_000_000L;
    private static final int RULES_PER_LOOK = 16;

    private final LongSupplier nanoTime;
    private final long budget;
    private long start;
    private long now;
    private long spent;
    private long lastSample;
    private int passes;
    private int rules;
    private boolean timed;
    private boolean everSampled;

    /** @param budget nanoseconds that all rules together may take in one pass */
    Pass(LongSupplier nanoTime, long budget) {
        this.nanoTime = nanoTime;
        this.budget = budget;
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
        now = nanoTime.getAsLong();
        start = now;
        spent = 0;
        rules = 0;
    }

    /** When this pass was last known to be. */
    long now() {
        return now;
    }

    /** A rule is about to be evaluated. */
    void beginRule() {
        if (timed) {
            now = nanoTime.getAsLong();
            start = now;
        }
    }

    /** What the rule took, in nanoseconds; -1 where it is not known. */
    long endRule(boolean failed) {
        rules++;
        if (!timed && !failed && rules % RULES_PER_LOOK != 0) {
            return -1;
        }
        now = nanoTime.getAsLong();
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
        return spent > budget;
    }
}
