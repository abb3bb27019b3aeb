package com.betrace.service.journal;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the journal, with the number of traces that still need spans of it. As long as spans of forgotten traces are in it,
 * so are the marks that say that these have closed: a restart would take them for the beginning of a trace.
 */
final class LiveEntry {

    private static final int SPARSE = 4;

    final long number;
    final int bytes;
    private final Set<MarksRow> held = new HashSet<>(2);
    private int traces;
    private int live;
    private boolean listed;

    LiveEntry(long number, int traces, int bytes) {
        this.number = number;
        this.traces = traces;
        this.live = traces;
        this.bytes = bytes;
    }

    /** @param marks where it is said that the forgotten trace has closed; null where nothing is said */
    void forgetOne(@Nullable MarksRow marks) {
        live--;
        if (marks != null && held.add(marks)) {
            marks.pin();
        }
    }

    /** Only spans of live traces are left in it. */
    void rewritten() {
        traces = live;
        listed = false;
        release();
    }

    void removed() {
        release();
    }

    private void release() {
        held.forEach(MarksRow::release);
        held.clear();
    }

    boolean isDead() {
        return live == 0;
    }

    /** Most of what is in it is needed no more. */
    boolean isSparse() {
        return live * SPARSE <= traces;
    }

    /** Something in it is needed no more. */
    boolean isReducible() {
        return live < traces;
    }

    /** Whether {@link #list} was called and it was not worked on since. */
    boolean isListed() {
        return listed;
    }

    /** True once, until it is worked on. */
    boolean list() {
        boolean first = !listed;
        listed = true;
        return first;
    }
}
