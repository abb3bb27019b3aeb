package com.betrace.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A wall clock and a monotonic nanosecond clock that move only by hand; the wall clock can also jump on its own. Starts at
 * {@link TestSpans#TIME_ZERO} and 0 ns. Thread-safe.
 */
public final class ManualClock implements InstantSource, LongSupplier {

    private final AtomicReference<Instant> wall = new AtomicReference<>(TestSpans.TIME_ZERO);
    private final AtomicLong nanos = new AtomicLong();

    /** Time passes, for both clocks. */
    public void advance(Duration by) {
        wall.updateAndGet(now -> now.plus(by));
        nanos.addAndGet(by.toNanos());
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
}
