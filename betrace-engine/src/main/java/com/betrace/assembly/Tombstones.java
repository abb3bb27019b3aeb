package com.betrace.assembly;

import com.betrace.model.TraceId;

/**
 * The ids of the traces that closed last, in a table of fixed size: each id has a bucket of 8 places, where a new one
 * replaces the oldest.
 */
final class Tombstones {

    private static final int WAYS = 8;

    /** high, low of each place; both zero where the place is free. */
    private final long[] ids;

    /** Of each bucket, the place to be overwritten next. */
    private final byte[] next;

    /** @param capacity how many ids are remembered, rounded up to a power of two */
    Tombstones(int capacity) {
        int buckets = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * (capacity / WAYS) - 1)));
        ids = new long[2 * WAYS * buckets];
        next = new byte[buckets];
    }

    void add(TraceId id) {
        int bucket = bucketOf(id);
        int place = 2 * (WAYS * bucket + next[bucket]);
        ids[place] = id.high();
        ids[place + 1] = id.low();
        next[bucket] = (byte) ((next[bucket] + 1) % WAYS);
    }

    boolean contains(TraceId id) {
        int from = 2 * WAYS * bucketOf(id);
        for (int place = from; place < from + 2 * WAYS; place += 2) {
            if (ids[place] == id.high() && ids[place + 1] == id.low()) {
                return true;
            }
        }
        return false;
    }

    private int bucketOf(TraceId id) {
        return Scatter.hash(id.high() ^ Scatter.hash(id.low())) & next.length - 1;
    }
}
