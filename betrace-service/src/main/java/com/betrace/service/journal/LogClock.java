package com.betrace.service.journal;

import java.util.function.LongSupplier;

/** The log's time: nanoseconds that go on where the log ended, and stand still while no process runs. */
final class LogClock {

    private final long base;
    private final long start;
    private final LongSupplier nanoTime;

    LogClock(long base, LongSupplier nanoTime) {
        this.base = base;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    long now() {
        return base + (nanoTime.getAsLong() - start);
    }
}
