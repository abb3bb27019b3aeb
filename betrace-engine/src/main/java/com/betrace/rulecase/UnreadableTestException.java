package com.betrace.rulecase;

/** A test that cannot be run; the message names the field of the test. */
final class UnreadableTestException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnreadableTestException(String field, String problem) {
        super(field + ": " + problem);
    }
}
