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
    /** Of the time, while it does not run. */
    private long left;

    private boolean running;
    private long deadline;
    private long steps;

    public Budget(long maxSteps, long maxNanos, LongSupplier nanoTime) {
        this.maxSteps = maxSteps;
        this.nanoTime = nanoTime;
        this.left = maxNanos;
        resume();
    }

    /** Stops the time, while others work. */
    public void pause() {
        if (running) {
            left = deadline - nanoTime.getAsLong();
            running = false;
        }
    }

    /** Lets the time run again. */
    public void resume() {
        if (!running) {
            deadline = nanoTime.getAsLong() + left;
            running = true;
        }
    }

    /** Gives all steps anew, but no time; throws {@link BudgetExceededException} where none is left. */
    public void renewSteps() {
        steps = 0;
        look();
    }

    /** One unit of work; throws {@link BudgetExceededException}. */
    void step() {
        if (++steps > maxSteps) {
            steps = maxSteps;
            throw BudgetExceededException.STEPS;
        }
        if (steps % STEPS_PER_LOOK == 0) {
            look();
        }
    }

    /** Where the time is over, no more steps can be taken either. */
    private void look() {
        if (nanoTime.getAsLong() - deadline > 0) {
            steps = maxSteps;
            throw BudgetExceededException.TIME;
        }
    }

    void steps(long count) {
        long before = steps;
        if (count > maxSteps - before) {
            steps = maxSteps;
            throw BudgetExceededException.STEPS;
        }
        steps = before + count;
        if (before / STEPS_PER_LOOK != steps / STEPS_PER_LOOK) {
            look();
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
