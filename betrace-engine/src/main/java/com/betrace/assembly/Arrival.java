package com.betrace.assembly;

/**
 * What became of a span.
 *
 * @param context what was read when the trace opened; for a span that no trace takes, what would be read now
 * @param age how long ago its trace closed, in nanoseconds; zero while it is open
 */
public record Arrival<C>(Outcome outcome, C context, long age) {

    /** What an assembler can do with a span. */
    public enum Outcome {
        /** It is part of an open trace. */
        ADDED,
        /** Its trace has a span of this id already. */
        DUPLICATE,
        /** It is part of a trace that has closed, and that closes once more with it. */
        REOPENS,
        /** Its trace has closed too long ago. */
        LATE,
        /** A limit has closed its trace. */
        AFTER_LIMIT
    }
}
