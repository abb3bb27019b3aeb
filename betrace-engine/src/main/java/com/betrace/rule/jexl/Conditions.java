package com.betrace.rule.jexl;

import com.betrace.rule.RuleLimits;
import com.betrace.rule.WorkClock;
import com.betrace.rule.value.Budget;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What all rules are judged under: their limits and clocks. What decides a verdict and what only shows it have budgets of
 * their own, so that no costly message changes a verdict.
 *
 * @param nanoTime monotonic nanoseconds
 * @param wall tells the day, on which exceptions expire
 */
record Conditions(RuleLimits limits, WorkClock nanoTime, InstantSource wall) {

    /** How much of what a rule's evaluation may take its exceptions may, and its messages. */
    private static final int SHARE = 2;

    LocalDate today() {
        return LocalDate.ofInstant(wall.instant(), ZoneOffset.UTC);
    }

    /** Of the condition, for one trace or arriving span. */
    Budget evaluation() {
        return new Budget(limits.maxSteps(), limits.maxTime().toNanos(), nanoTime);
    }

    /** Of all explanations of a trace, each of which evaluates the condition again. */
    Budget explanations() {
        return evaluation();
    }

    /** Of the exceptions for all offenders of a trace. */
    Budget exceptions() {
        return share();
    }

    /** Of all messages of a trace. */
    Budget messages() {
        return share();
    }

    /**
     * Of the fingerprints: the steps of one violation's, which must not depend on what else was found, and the time of all
     * in a trace.
     */
    Budget fingerprints() {
        return new Budget(limits.maxFingerprintSteps(), limits.maxTime().toNanos(), nanoTime);
    }

    private Budget share() {
        return new Budget(limits.maxSteps() / SHARE, limits.maxTime().toNanos() / SHARE, nanoTime);
    }
}
