package com.betrace.detection;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What evaluations of a rule took: the mean, and percentiles to within an eighth. Thread-safe. */
final class Costs {

    /** Buckets for each doubling; a value lies within an eighth of the middle of its bucket. */
    private static final int SHARES = 4;

    private static final int SHARE_BITS = 2;

    private final AtomicLongArray buckets = new AtomicLongArray(Long.SIZE * SHARES);
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();

    void add(long nanos) {
        long value = Math.max(SHARES, nanos);
        buckets.incrementAndGet(bucket(value));
        count.increment();
        total.add(value);
    }

    private static int bucket(long value) {
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        return doubling * SHARES + (int) (value >>> doubling - SHARE_BITS & SHARES - 1);
    }

    long count() {
        return count.sum();
    }

    /** 0 where nothing was added. */
    long meanNanos() {
        return count.sum() == 0 ? 0 : total.sum() / count.sum();
    }

    /** The value that so many of all values do not exceed, such as 0.99; 0 where nothing was added. */
    long percentileNanos(double share) {
        long rest = (long) Math.ceil(count.sum() * share);
        for (int bucket = 0; bucket < buckets.length() && rest > 0; bucket++) {
            rest -= buckets.get(bucket);
            if (rest <= 0) {
                return middle(bucket);
            }
        }
        return 0;
    }

    private static long middle(int bucket) {
        int doubling = bucket / SHARES;
        long start = (1L << doubling) + ((long) (bucket % SHARES) << doubling - SHARE_BITS);
        return start + (1L << doubling - SHARE_BITS) / 2;
    }
}
