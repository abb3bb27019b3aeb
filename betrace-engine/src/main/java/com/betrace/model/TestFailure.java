package com.betrace.model;

import org.jspecify.annotations.Nullable;

/**
 * A test of a rule that does not hold.
 *
 * @param test its name
 * @param actual what the rule said; null where the test cannot be run
 * @param message what was expected and what came instead, or what cannot be read
 */
public record TestFailure(
        String test, Verdict expected, @Nullable Verdict actual, String message) {}
