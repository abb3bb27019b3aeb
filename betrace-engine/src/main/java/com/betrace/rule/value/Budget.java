package com.betrace.rule.value;

import java.util.function.LongSupplier;

/** Steps and time that judging one trace (or one arriving span) by one rule may take. */
public final class Budget {

    /** How many steps pass between two looks at the clock. */
    private static final int STEPS_PER_LOOK = 1024;

    /** So many characters are read in a step. */
    static final int BLOCK = 64;

    private final long maxSteps;
    private final LongSupplier nanoTime;
    private final long deadline;
    private long steps;

    public Budget(long maxSteps, long maxNanos, LongSupplier nanoTime) {
        this.maxSteps = maxSteps;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + maxNanos;
    }

    /** One unit of work; throws {@link BudgetExceededException}. */
    void step() {
        if (++steps > maxSteps) {
            throw BudgetExceededException.STEPS;
        }
        if (steps % STEPS_PER_LOOK == 0 && nanoTime.getAsLong() - deadline > 0) {
            throw BudgetExceededException.TIME;
        }
    }

    void steps(long count) {
        long before = steps;
        if (count > maxSteps - before) {
            steps = maxSteps + 1;
            throw BudgetExceededException.STEPS;
        }
        steps = before + count;
        if (before / STEPS_PER_LOOK != steps / STEPS_PER_LOOK && nanoTime.getAsLong() - deadline > 0) {
            throw BudgetExceededException.TIME;
        }
    }

    /** The steps of reading or copying a text once; none where it is short. */
    void read(long chars) {
        if (chars >= BLOCK) {
            steps(chars / BLOCK);
        }
    }

    public long used() {
        return steps;
    }
}
