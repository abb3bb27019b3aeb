package com.betrace.service.intake;

import java.time.Duration;

/**
 * How slowly a request may come. Measured over all of it and only after a while, so that neither a hiccup of the network nor
 * a busy service takes an honest sender for one that trickles.
 */
public final class Pace {

    /** Bytes per second on average. */
    public static final long MIN_RATE = 1_024;

    private final long patienceNanos;
    private final long startedAt = System.nanoTime();

    /** Begins now. */
    public Pace(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** Whether too little has come by now. */
    public boolean isTooSlow(long bytes) {
        long nanos = System.nanoTime() - startedAt;
        return nanos > patienceNanos && bytes < nanos / 1e9 * MIN_RATE;
    }
}
