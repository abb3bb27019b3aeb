package com.betrace.service.journal;

/** An entry in the journal, with the number of traces that still need spans of it. */
final class LiveEntry {

    private static final int SPARSE = 4;

    final long number;
    final int bytes;
    private int traces;
    private int live;
    private boolean listed;

    LiveEntry(long number, int traces, int bytes) {
        this.number = number;
        this.traces = traces;
        this.live = traces;
        this.bytes = bytes;
    }

    void forgetOne() {
        live--;
    }

    /** Only spans of live traces are left in it. */
    void rewritten() {
        traces = live;
        listed = false;
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

    /** True once, until it is worked on. */
    boolean list() {
        boolean first = !listed;
        listed = true;
        return first;
    }
}
