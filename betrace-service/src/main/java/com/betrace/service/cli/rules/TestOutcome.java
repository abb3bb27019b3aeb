package com.betrace.service.cli.rules;

/**
 * What came of one test of a rule.
 *
 * @param line of the test in its file
 * @param rule the rule's id
 * @param test the test's name
 * @param actual the verdict; empty where the test cannot be run, and that of a passing test is what was expected
 * @param message what was expected and what came instead; empty where it passed
 */
record TestOutcome(
        String file,
        int line,
        int column,
        String rule,
        String test,
        boolean passed,
        String expected,
        String actual,
        String message) {}
