package com.betrace.detection;

import com.betrace.rule.WorkClock;
import java.time.Duration;

/**
 * When judging that somebody waits for must end. Thread-safe.
 *
 * @param nanoTime monotonic time
 * @param end of that time
 */
public record TimeLimit(WorkClock nanoTime, long end) {

    /** For what is known to be short. */
    public static final TimeLimit NONE = new TimeLimit(() -> 0, 1);

    /** Begins now. */
    public static TimeLimit of(Duration time, WorkClock nanoTime) {
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
