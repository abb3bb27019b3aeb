package com.betrace.model;

import java.util.SplittableRandom;

/** Spreads ids over tables; seeded per process, so that a sender cannot choose ids that collide. */
public final class Scatter {

    private static final long SEED = new SplittableRandom().nextLong();

    private Scatter() {}

    /** The finalizer of MurmurHash3. */
    public static int hash(long id) {
        long bits = id ^ SEED;
        bits = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (bits ^ bits >>> 33);
    }
}
