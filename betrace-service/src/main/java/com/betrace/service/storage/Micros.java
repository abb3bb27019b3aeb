package com.betrace.service.storage;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as the database keeps them: microseconds since 1970. */
final class Micros {

    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long PER_MINUTE = TimeUnit.MINUTES.toMicros(1);
    private static final long NANOS_EACH = TimeUnit.MICROSECONDS.toNanos(1);
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND);
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND - 1);

    private Micros() {}

    /** Rounded down; a time that does not fit becomes the nearest that does. */
    static long of(Instant time) {
        Instant within = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return within.getEpochSecond() * PER_SECOND + within.getNano() / NANOS_EACH;
    }

    /** Rounded up, so that comparing with it says the same of a stored time as comparing with the time itself. */
    static long boundary(Instant time) {
        return time.getNano() % NANOS_EACH == 0 ? of(time) : of(time) + 1;
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_EACH);
    }

    /** How many whole minutes have passed since 1970. */
    static long minute(long micros) {
        return Math.floorDiv(micros, PER_MINUTE);
    }
}
