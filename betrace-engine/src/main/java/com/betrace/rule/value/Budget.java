package com.betrace.rule.value;

import com.betrace.rule.WorkClock;

/**
 * Steps and time that judging one trace (or one arriving span) by one rule may take. Half of the time is time that passes; the
 * other half, which few rules ever come to, is time for which the thread had a processor, so that no stall ends an evaluation.
 */
public final class Budget {

    /** How many steps pass between two looks at the clock. */
    private static final int STEPS_PER_LOOK = 1024;

    /** So many characters are read in a step. */
    static final int BLOCK = 64;

    private final long maxSteps;
    private final WorkClock clock;
    private final long halfNanos;
    /** Of this half of the time, while it does not run. */
    private long left;

    private boolean secondHalf;
    private boolean running;
    private long deadline;
    private long steps;

    public Budget(long maxSteps, long maxNanos, WorkClock clock) {
        this.maxSteps = maxSteps;
        this.clock = clock;
        this.halfNanos = maxNanos / 2;
        this.left = halfNanos;
        resume();
    }

    /** Stops the time, while others work. */
    public void pause() {
        if (running) {
            left = deadline - now();
            running = false;
        }
    }

    /** Lets the time run again. */
    public void resume() {
        if (!running) {
            deadline = now() + left;
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
        if (now() - deadline <= 0) {
            return;
        }
        if (secondHalf) {
            steps = maxSteps;
            throw BudgetExceededException.TIME;
        }
        secondHalf = true;
        deadline = now() + halfNanos;
    }

    private long now() {
        return secondHalf ? clock.processorNanos() : clock.getAsLong();
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
