package com.betrace.detection;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When judging that somebody waits for must end. Thread-safe.
 *
 * @param nanoTime monotonic time
 * @param end of that time
 */
public record TimeLimit(LongSupplier nanoTime, long end) {

    /** For what is known to be short. */
    public static final TimeLimit NONE = new TimeLimit(() -> 0, 1);

    /** Begins now. */
    public static TimeLimit of(Duration time, LongSupplier nanoTime) {
        return new TimeLimit(nanoTime, nanoTime.getAsLong() + time.toNanos());
    }

    /** The earlier of both, which go by the same time. */
    public TimeLimit within(TimeLimit other) {
        return end - other.end < 0 ? this : other;
    }

    public boolean isOver() {
        return nanoTime.getAsLong() - end >= 0;
    }
}
