package com.betrace.pipeline;

import java.util.function.LongSupplier;

/**
 * The time by which one lane's traces age: monotonic time, of which at most 250 ms count for one turn of the lane. A process
 * that was stopped, collected garbage or judged for a minute took no spans in that minute, so its traces did not age.
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

    /** Goes on from another time than zero, which is that of an earlier process. */
    void startAt(long time) {
        last = nanoTime.getAsLong();
        now = time;
    }

    /** Begins a turn of the lane. Nanoseconds, never less than before. */
    long advance() {
        long reading = nanoTime.getAsLong();
        now = at(reading);
        last = reading;
        return now;
    }

    /**
     * The time within a turn. However long the turn takes, it is at most 250 ms ahead of its beginning, because spans that
     * came meanwhile are still in the queue.
     */
    long within() {
        return at(nanoTime.getAsLong());
    }

    private long at(long reading) {
        return now + Math.max(0, Math.min(reading - last, LONGEST_STEP));
    }
}
