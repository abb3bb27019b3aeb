package com.betrace.benchmarks.throughput;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts times by steps of less than two per cent. Thread-safe. */
final class Latencies {

    private static final int STEPS_PER_DOUBLING = 64;
    private static final int DOUBLINGS = 40;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS_PER_DOUBLING * DOUBLINGS);

    void add(long nanos) {
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(STEPS_PER_DOUBLING, nanos));
        int shift = doubling - Integer.numberOfTrailingZeros(STEPS_PER_DOUBLING);
        int step = (int) (nanos >>> Math.max(0, shift)) & STEPS_PER_DOUBLING - 1;
        counts.incrementAndGet(Math.min(counts.length() - 1, STEPS_PER_DOUBLING * shift + step));
    }

    /** The time that this share of all stayed below, in milliseconds; 0 without any. */
    double millis(double share) {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int i = 0; i < counts.length() && all > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return upper(i) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            }
        }
        return 0;
    }

    private static long upper(int index) {
        long step = index % STEPS_PER_DOUBLING + STEPS_PER_DOUBLING + 1L;
        return step << index / STEPS_PER_DOUBLING;
    }
}
