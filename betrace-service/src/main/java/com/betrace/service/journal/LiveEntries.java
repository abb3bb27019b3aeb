package com.betrace.service.journal;

import com.betrace.model.TraceId;
import com.betrace.pipeline.Forgotten;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which traces still need which entries. Knows the entries that can go as a whole, and those that are worth being written again
 * with less in them: a trace that never closes holds its own spans only, not those that came with them.
 */
final class LiveEntries {

    private final Map<TraceId, LiveTrace> traces = new HashMap<>();
    private final TreeMap<Long, LiveEntry> entries = new TreeMap<>();
    private final Queue<LiveEntry> dead = new ArrayDeque<>();
    private final Queue<LiveEntry> sparse = new ArrayDeque<>();
    private final long tolerated;
    private long sparseBytes;

    /** A trace that is needed, and the row of close marks that it was last named in. */
    private static final class LiveTrace {

        private final List<LiveEntry> entries = new ArrayList<>(2);
        private @Nullable MarksRow marks;

        private long last() {
            return entries.get(entries.size() - 1).number;
        }

        private boolean needs(LiveEntry entry) {
            return Collections.binarySearch(entries, entry, Comparator.comparingLong(one -> one.number)) >= 0;
        }
    }

    /** @param tolerated so many bytes of entries with little in them may wait: the rest of their traces is likely to close soon */
    LiveEntries(long tolerated) {
        this.tolerated = tolerated;
    }

    void add(long number, List<TraceId> in, int bytes) {
        LiveEntry entry = new LiveEntry(number, in.size(), bytes);
        entries.put(number, entry);
        for (TraceId trace : in) {
            traces.computeIfAbsent(trace, id -> new LiveTrace()).entries.add(entry);
        }
        sort(entry);
    }

    /** A trace that is needed was named in this row. */
    void marked(TraceId id, MarksRow row) {
        LiveTrace trace = traces.get(id);
        if (trace == null) {
            return;
        }
        if (trace.marks != null) {
            trace.marks.release();
        }
        trace.marks = row;
        row.pin();
    }

    void forget(Forgotten forgotten) {
        LiveTrace trace = traces.get(forgotten.traceId());
        if (trace == null || trace.last() > forgotten.through()) {
            return;
        }
        traces.remove(forgotten.traceId());
        for (LiveEntry entry : trace.entries) {
            entry.forgetOne(trace.marks);
            sort(entry);
        }
        if (trace.marks != null) {
            trace.marks.release();
        }
    }

    private void sort(LiveEntry entry) {
        if (entry.isDead()) {
            dead.add(entry);
            sparseBytes -= entry.isListed() ? entry.bytes : 0;
            dropDeadFromSparse();
        } else if (entry.isSparse()) {
            list(entry);
        }
    }

    private boolean list(LiveEntry entry) {
        boolean first = entry.list();
        if (first) {
            sparse.add(entry);
            sparseBytes += entry.bytes;
        }
        return first;
    }

    private void dropDeadFromSparse() {
        for (LiveEntry first = sparse.peek(); first != null && first.isDead(); first = sparse.peek()) {
            sparse.remove();
        }
    }

    /** Whether the spans of a trace in this entry are needed. */
    boolean isNeeded(TraceId id, LiveEntry entry) {
        LiveTrace trace = traces.get(id);
        return trace != null && trace.needs(entry);
    }

    /** Whether there is something to remove, or more to write again than is tolerated. */
    boolean hasWork() {
        return !dead.isEmpty() || isWasteful();
    }

    boolean isWasteful() {
        return sparseBytes > tolerated;
    }

    boolean hasSparse() {
        return sparseBytes > 0;
    }

    /** Nothing in it is needed; null where there is none. It must be removed or come back. */
    @Nullable
    LiveEntry pollDead() {
        return dead.poll();
    }

    /** Little in it is needed; null where there is none. It must be rewritten or come back. */
    @Nullable
    LiveEntry pollSparse() {
        dropDeadFromSparse();
        LiveEntry entry = sparse.poll();
        sparseBytes -= entry == null ? 0 : entry.bytes;
        return entry;
    }

    /** For when room is short: all of the oldest entries with something in them that is not needed. */
    void listReducible(int most) {
        Iterator<LiveEntry> oldest = entries.values().iterator();
        for (int left = most; left > 0 && oldest.hasNext(); ) {
            LiveEntry entry = oldest.next();
            if (!entry.isDead() && entry.isReducible() && list(entry)) {
                left--;
            }
        }
    }

    void comesBack(LiveEntry entry) {
        if (entry.isDead()) {
            dead.add(entry);
        } else {
            sparse.add(entry);
            sparseBytes += entry.bytes;
        }
    }

    void removed(LiveEntry entry) {
        entries.remove(entry.number);
        entry.removed();
    }

    void rewritten(LiveEntry entry) {
        entry.rewritten();
    }

    int size() {
        return entries.size();
    }
}
