package com.betrace.benchmarks.faults.load;

import org.jspecify.annotations.Nullable;

/**
 * A span as it is to be sent.
 *
 * @param index its place in its trace, from 0
 * @param parent the index of its parent, or {@link #NONE}
 * @param query the value of {@code db.query.text}, where it has one
 * @param census whether the rule that lists every span of a trace is to list it
 */
public record PlannedSpan(
        int index,
        int parent,
        String name,
        long startMillis,
        long endMillis,
        boolean failed,
        @Nullable String query,
        boolean census) {

    public static final int NONE = -1;

    static PlannedSpan of(int index, int parent, String name, long startMillis, long endMillis) {
        return new PlannedSpan(index, parent, name, startMillis, endMillis, false, null, false);
    }

    PlannedSpan withFailure() {
        return new PlannedSpan(index, parent, name, startMillis, endMillis, true, query, census);
    }

    PlannedSpan withQuery(String text) {
        return new PlannedSpan(index, parent, name, startMillis, endMillis, failed, text, census);
    }

    PlannedSpan withCensus() {
        return new PlannedSpan(index, parent, name, startMillis, endMillis, failed, query, true);
    }

    public boolean isRoot() {
        return parent == NONE;
    }
}
