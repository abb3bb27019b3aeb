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

    /** Where an id is in a table of ids, or the free slot that it belongs in. A power of two of slots, one of them free: 0. */
    public static int slotOf(long id, long[] ids) {
        int mask = ids.length - 1;
        int slot = hash(id) & mask;
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
