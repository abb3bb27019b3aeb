package com.betrace.service.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The close marks in the journal: the newest, and older ones while their traces are needed. */
final class MarksRows {

    /** Beyond so many times the limit a needed row goes too. */
    private static final int MOST_NEEDED = 4;

    private final int limit;
    private final Deque<MarksRow> rows = new ArrayDeque<>();
    private long marks;

    MarksRows(int limit) {
        this.limit = limit;
    }

    void add(MarksRow row) {
        rows.add(row);
        marks += row.size;
    }

    /** The oldest row, if it can go; else null. */
    @Nullable
    MarksRow excess() {
        MarksRow oldest = rows.peek();
        if (oldest == null || marks - oldest.size < limit) {
            return null;
        }
        return oldest.isNeeded() && marks < (long) MOST_NEEDED * limit ? null : oldest;
    }

    /** The oldest row is not there any more. */
    void removeOldest() {
        marks -= rows.remove().size;
    }
}
