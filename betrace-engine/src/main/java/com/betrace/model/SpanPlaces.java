package com.betrace.model;

import java.util.List;

/** Where in a list the span of an id is. Open addressing on primitive ids; an id is never zero, so zero marks a free slot. */
final class SpanPlaces {

    private final long[] ids;
    private final int[] places;

    /** Spans with ids of their own. */
    SpanPlaces(List<Span> spans) {
        int slots = Integer.highestOneBit(Math.max(1, spans.size())) << 2;
        ids = new long[slots];
        places = new int[slots];
        for (int i = 0; i < spans.size(); i++) {
            int slot = slotOf(spans.get(i).spanIdValue());
            ids[slot] = spans.get(i).spanIdValue();
            places[slot] = i;
        }
    }

    /** {@link TraceTree#NONE} where there is none of this id, which 0 is not. */
    int find(long id) {
        int slot = slotOf(id);
        return id == 0 || ids[slot] != id ? TraceTree.NONE : places[slot];
    }

    private int slotOf(long id) {
        return Scatter.slotOf(id, ids);
    }
}
