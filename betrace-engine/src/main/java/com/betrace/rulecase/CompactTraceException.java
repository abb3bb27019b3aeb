package com.betrace.rulecase;

/** Text that is not a compact trace; the message names the line, from 1. */
public final class CompactTraceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    CompactTraceException(int line, String problem) {
        super("line " + line + ": " + problem);
    }
}
