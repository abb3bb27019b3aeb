package com.betrace.service.journal;

import java.util.function.LongSupplier;

/**
 * The log's time: nanoseconds that go on where the log ended, and stand still while no process runs, or one that runs is
 * stopped: between two readings at most a little more passes than the journal's thread ever waits. Not thread-safe.
 */
final class LogClock {

    /** The journal's thread reads it once a second at least. */
    private static final long LONGEST_STEP = 1_500_000_000;

    private final LongSupplier nanoTime;
    private long now;
    private long last;

    LogClock(long base, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.now = base;
        this.last = nanoTime.getAsLong();
    }

    long now() {
        long reading = nanoTime.getAsLong();
        now += Math.max(0, Math.min(reading - last, LONGEST_STEP));
        last = reading;
        return now;
    }

    /** Goes on where it stood when it was last read. */
    void skip() {
        last = nanoTime.getAsLong();
    }
}
