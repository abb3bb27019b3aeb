package com.betrace.assembly;

import com.betrace.model.Scatter;
import com.betrace.model.TraceId;

/**
 * The ids of the traces that closed last, in a table of fixed size: each id has a bucket of 8 places, where a new one replaces
 * the oldest. What is replaced leaves a faint trace, 4 bytes in a table for four times as many.
 */
final class Tombstones {

    static final long ABSENT = -1;

    private static final int WAYS = 8;
    private static final int LONGS = 3;
    private static final int FAINT_FACTOR = 4;

    /** high, low and closing of each place; all zero where the place is free. */
    private final long[] places;

    /** Of each bucket, the place to be overwritten next. */
    private final byte[] next;

    /** A part of the id's hash, zero where the place is free. */
    private final int[] faint;

    private final byte[] nextFaint;

    /** @param capacity how many ids are remembered, rounded up to a power of two */
    Tombstones(int capacity) {
        int buckets = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * (capacity / WAYS) - 1)));
        places = new long[LONGS * WAYS * buckets];
        next = new byte[buckets];
        faint = new int[FAINT_FACTOR * WAYS * buckets];
        nextFaint = new byte[FAINT_FACTOR * buckets];
    }

    /** @param closedAt not negative */
    void add(TraceId id, long closedAt, boolean byLimit) {
        int place = placeOf(id);
        if (place < 0) {
            int bucket = bucketOf(id, next.length);
            place = LONGS * (WAYS * bucket + next[bucket]);
            next[bucket] = (byte) ((next[bucket] + 1) % WAYS);
            fade(place);
        }
        places[place] = id.high();
        places[place + 1] = id.low();
        places[place + 2] = closedAt << 1 | (byLimit ? 1 : 0);
    }

    /** When the trace closed and why, for {@link #closedAt} and {@link #byLimit}; {@link #ABSENT} where it is not known. */
    long find(TraceId id) {
        int place = placeOf(id);
        return place < 0 ? ABSENT : places[place + 2];
    }

    static long closedAt(long found) {
        return found >> 1;
    }

    static boolean byLimit(long found) {
        return (found & 1) != 0;
    }

    /** Whether a trace of this id has closed before those that are known, all but certainly. */
    boolean isFaint(TraceId id) {
        int from = WAYS * bucketOf(id, nextFaint.length);
        int mark = mark(id.high(), id.low());
        for (int place = from; place < from + WAYS; place++) {
            if (faint[place] == mark) {
                return true;
            }
        }
        return false;
    }

    private void fade(int place) {
        long high = places[place];
        long low = places[place + 1];
        if (high == 0 && low == 0) {
            return;
        }
        int bucket = bucketOf(high, low, nextFaint.length);
        faint[WAYS * bucket + nextFaint[bucket]] = mark(high, low);
        nextFaint[bucket] = (byte) ((nextFaint[bucket] + 1) % WAYS);
    }

    private int placeOf(TraceId id) {
        int from = LONGS * WAYS * bucketOf(id, next.length);
        for (int place = from; place < from + LONGS * WAYS; place += LONGS) {
            if (places[place] == id.high() && places[place + 1] == id.low()) {
                return place;
            }
        }
        return -1;
    }

    private static int bucketOf(TraceId id, int buckets) {
        return bucketOf(id.high(), id.low(), buckets);
    }

    private static int bucketOf(long high, long low, int buckets) {
        return Scatter.hash(high ^ Scatter.hash(low)) & buckets - 1;
    }

    /** Independent of the bucket, so that neighbours differ; never zero. */
    private static int mark(long high, long low) {
        return Scatter.hash(low ^ Long.rotateLeft(high, 29)) | 1;
    }
}
