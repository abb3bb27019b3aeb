package com.betrace.pipeline;

import java.util.function.LongSupplier;

/**
 * The time by which one lane's traces age: monotonic time, of which at most 250 ms count between two readings. A process
 * that was stopped or collected garbage for a minute could not receive spans in that minute, so its traces did not age.
 */
final class LaneClock {

    private static final long LONGEST_STEP = 250_000_000;

    private final LongSupplier nanoTime;
    private long last;
    private long now;

    LaneClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** Nanoseconds since the start, never less than before. */
    long advance() {
        long reading = nanoTime.getAsLong();
        now += Math.max(0, Math.min(reading - last, LONGEST_STEP));
        last = reading;
        return now;
    }
}
