package com.betrace.assembly;

/**
 * What became of a span.
 *
 * @param context what was read when the trace opened; for a late span, what would be read now
 */
public record Arrival<C>(Outcome outcome, C context) {

    /** What an assembler can do with a span. */
    public enum Outcome {
        /** It is part of an open trace. */
        ADDED,
        /** Its trace has a span of this id already. */
        DUPLICATE,
        /** Its trace has closed. */
        LATE
    }
}
