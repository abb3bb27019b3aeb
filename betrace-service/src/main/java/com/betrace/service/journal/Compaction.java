package com.betrace.service.journal;

import com.betrace.model.Span;
import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.file.JournalConnection;
import com.betrace.service.journal.file.LogState;
import com.betrace.service.journal.file.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Frees the room of what is needed no more, step by step, each small enough not to hold up those who append. An entry with little
 * left in it is written again in its place, so that the order of the spans, their entry and their time stay as they were.
 */
final class Compaction {

    /** What one step takes in hand at most. */
    private static final int DELETED = 256;

    private static final long DELETED_BYTES = 8L << 20;
    private static final long REWRITTEN_BYTES = 1L << 20;
    private static final int LISTED = 64;

    private final JournalStore store;
    private final LiveEntries entries;
    private final MarksRows marks;

    Compaction(JournalStore store, LiveEntries entries, MarksRows marks) {
        this.store = store;
        this.entries = entries;
        this.marks = marks;
    }

    boolean hasWork() {
        return entries.hasWork() || marks.excess() != null;
    }

    /** False where there was nothing to do. */
    boolean step() throws SQLException {
        return hasWork() && new Step(entries.isWasteful()).run();
    }

    /** For when room is short: looks for whatever can be freed. */
    boolean stepForRoom() throws SQLException {
        if (!hasWork() && !entries.hasSparse()) {
            entries.listReducible(LISTED);
        }
        return (hasWork() || entries.hasSparse()) && new Step(true).run();
    }

    /** What one transaction frees. One use. */
    private final class Step implements JournalStore.Work {

        private final List<LiveEntry> dead = take(entries::pollDead, DELETED_BYTES);
        private final List<LiveEntry> sparse;
        private final @Nullable MarksRow row = marks.excess();

        private Step(boolean rewrites) {
            sparse = rewrites ? take(entries::pollSparse, REWRITTEN_BYTES) : List.of();
        }

        private boolean run() throws SQLException {
            boolean done = false;
            try {
                store.transact(this);
                done = true;
            } finally {
                if (!done) {
                    dead.forEach(entries::comesBack);
                    sparse.forEach(entries::comesBack);
                }
            }
            dead.forEach(entries::removed);
            sparse.forEach(entries::rewritten);
            if (row != null) {
                marks.removeOldest();
            }
            return true;
        }

        @Override
        public LogState write(JournalConnection connection, LogState state) throws SQLException {
            long left = state.entries();
            for (LiveEntry entry : dead) {
                left -= connection.deleteEntry(entry.number);
            }
            for (LiveEntry entry : sparse) {
                rewrite(connection, entry);
            }
            long rows = row == null ? state.markRows() : state.markRows() - connection.deleteMarks(row.number);
            return state.withEntries(0, left).withMarks(0, rows);
        }
    }

    private void rewrite(JournalConnection connection, LiveEntry entry) throws SQLException {
        Row stored = connection.entry(entry.number);
        if (stored == null) {
            return;
        }
        if (!stored.sound()) {
            throw new SQLException("the checksum of entry " + entry.number + " is wrong");
        }
        List<Span> needed = EntryCodec.decode(stored.payload()).stream()
                .filter(span -> entries.isNeeded(span.traceId(), entry))
                .toList();
        connection.rewriteEntry(stored, EntryCodec.encode(needed));
    }

    private static List<LiveEntry> take(Supplier<@Nullable LiveEntry> from, long mostBytes) {
        List<LiveEntry> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < DELETED && bytes < mostBytes) {
            LiveEntry entry = from.get();
            if (entry == null) {
                break;
            }
            taken.add(entry);
            bytes += entry.bytes;
        }
        return taken;
    }
}
