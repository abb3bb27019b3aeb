package com.betrace.testkit;

import com.betrace.rule.WorkClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wall clock and a monotonic nanosecond clock that move only by hand; the wall clock can also jump on its own. Starts at
 * {@link TestSpans#TIME_ZERO} and 0 ns. Thread-safe.
 */
public final class ManualClock implements InstantSource, WorkClock {

    private final AtomicReference<Instant> wall = new AtomicReference<>(TestSpans.TIME_ZERO);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong stalled = new AtomicLong();

    /** Time passes, for both clocks, in which everybody works. */
    public void advance(Duration by) {
        wall.updateAndGet(now -> now.plus(by));
        nanos.addAndGet(by.toNanos());
    }

    /** Time passes, for both clocks, in which nobody works. */
    public void stall(Duration by) {
        advance(by);
        stalled.addAndGet(by.toNanos());
    }

    /** Someone sets the wall clock; no time passes. */
    public void setWall(Instant now) {
        wall.set(now);
    }

    @Override
    public Instant instant() {
        return wall.get();
    }

    /** Monotonic nanoseconds. */
    @Override
    public long getAsLong() {
        return nanos.get();
    }

    @Override
    public long processorNanos() {
        return nanos.get() - stalled.get();
    }
}
