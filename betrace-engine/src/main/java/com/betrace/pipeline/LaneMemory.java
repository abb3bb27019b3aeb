package com.betrace.pipeline;

import com.betrace.assembly.TraceAssembler;

/** Holds one lane's traces to the memory that all lanes share. */
final class LaneMemory {

    /** What is freed at once at least, so that a flood of small traces does not sort all of them for each request. */
    private static final int SHARE = 8;

    private final MemoryBudget budget;
    private long used;
    private long spare;

    LaneMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Counts what the lane holds now, and lets go of what is too much: first of what lingers, then of what is open. The first
     * lane that sees it lets go of all of it.
     *
     * @param taken what the lane has taken from its queue since it last counted
     */
    void keepWithin(TraceAssembler<?> traces, Backlog backlog, long taken, long now) {
        count(traces, backlog, taken);
        long crowding = budget.crowding();
        if (crowding > 0 && traces.lingeringBytes() > 0) {
            traces.shortenLinger(Math.max(crowding, traces.lingeringBytes() / SHARE), now);
            count(traces, backlog, 0);
        }
        long excess = budget.excess() - backlog.bytes();
        if (excess > 0 && traces.openBytes() > 0) {
            traces.relieve(Math.max(excess, traces.openBytes() / SHARE), now);
            count(traces, backlog, 0);
        }
    }

    /** Counts what the lane holds now. */
    void count(TraceAssembler<?> traces, Backlog backlog) {
        count(traces, backlog, 0);
    }

    private void count(TraceAssembler<?> traces, Backlog backlog, long taken) {
        long usedNow = traces.openBytes() + backlog.bytes();
        budget.add(usedNow - used - taken);
        used = usedNow;
        budget.addSpare(traces.lingeringBytes() - spare);
        spare = traces.lingeringBytes();
    }
}
