package com.betrace.assembly;

import com.betrace.model.Scatter;

/**
 * The span ids of one trace: where each was stored, and which were named as parents but not seen. Open addressing on
 * primitive ids; an id is never zero, so zero marks a free slot.
 */
final class SpanIndex {

    static final int ABSENT = -1;
    private static final int MISSING = -2;
    private static final int INITIAL_SLOTS = 16;

    private long[] ids = new long[INITIAL_SLOTS];
    private int[] places = new int[INITIAL_SLOTS];
    private int used;
    private int missing;

    /** Where the span of this id was stored, or {@link #ABSENT}. */
    int find(long id) {
        int slot = slotOf(id);
        return ids[slot] == 0 || places[slot] == MISSING ? ABSENT : places[slot];
    }

    /** Stores a span that {@link #find} did not know. */
    void put(long id, int place) {
        int slot = claim(id);
        if (places[slot] == MISSING) {
            missing--;
        }
        places[slot] = place;
    }

    /** Notes that a span names this id as its parent. */
    void refer(long parentId) {
        if (ids[slotOf(parentId)] == 0) {
            int slot = claim(parentId);
            places[slot] = MISSING;
            missing++;
        }
    }

    /** How many ids were named as parents but not seen. */
    int missing() {
        return missing;
    }

    private int claim(long id) {
        if (2 * (used + 1) > ids.length) {
            grow();
        }
        int slot = slotOf(id);
        if (ids[slot] == 0) {
            ids[slot] = id;
            places[slot] = ABSENT;
            used++;
        }
        return slot;
    }

    private int slotOf(long id) {
        return Scatter.slotOf(id, ids);
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldPlaces = places;
        ids = new long[2 * oldIds.length];
        places = new int[2 * oldIds.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int slot = slotOf(oldIds[i]);
                ids[slot] = oldIds[i];
                places[slot] = oldPlaces[i];
            }
        }
    }
}
