package com.betrace.service.journal;

import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.JournalState;
import com.betrace.service.journal.codec.MarkCodec;
import com.betrace.service.journal.file.Contents;
import com.betrace.service.journal.file.JournalConnection;
import com.betrace.service.journal.file.LogState;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes groups and frees what is needed no more. Belongs to the journal's thread; only {@link #state} may be asked by others. */
final class JournalWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /** A full journal frees this much before it refuses. */
    private static final int STEPS_FOR_ROOM = 8;

    /** A journal that refused is full until this part of it is free. */
    private static final int ROOM_AGAIN = 16;

    /** Entries with little in them are written again when they are this part of the database, or so many bytes. */
    private static final int TOLERATED = 8;

    private static final long MOST_TOLERATED = 64L << 20;

    /** What an entry takes in the database besides its payload: a quarter of it is unused room in pages. */
    private static final int ENTRY_BYTES = 128;

    private final JournalOptions options;
    private final JournalStore store;
    private final JournalMetrics metrics;
    private final LiveEntries entries;
    private final MarksRows marks;
    private final UnwrittenMarks unwritten;
    private final Compaction compaction;
    private long databaseBytes;
    private long walBytes;
    private boolean full;
    private @Nullable String error;
    private volatile JournalState state;

    JournalWriter(JournalOptions options, JournalStore store, Contents contents, JournalMetrics metrics)
            throws SQLException {
        this.options = options;
        this.store = store;
        this.metrics = metrics;
        this.entries = new LiveEntries(Math.min(MOST_TOLERATED, options.databaseBytes() / TOLERATED));
        this.marks = new MarksRows(options.marks());
        this.unwritten = new UnwrittenMarks(options.marks());
        this.compaction = new Compaction(store, entries, marks);
        load(contents);
        measure();
        this.state = stateNow();
    }

    private void load(Contents contents) {
        Map<TraceId, MarksRow> latest = new HashMap<>();
        for (Contents.MarksRow found : contents.marks()) {
            MarksRow row = new MarksRow(found.number(), found.traces().size());
            marks.add(row);
            found.traces().forEach(trace -> latest.put(trace, row));
        }
        contents.entries().forEach(entry -> entries.add(entry.number(), entry.traces(), entry.bytes()));
        latest.forEach(entries::marked);
    }

    JournalState state() {
        return state;
    }

    /** Whether {@link #idle} has something to do at once. */
    boolean hasWork() {
        return error == null && compaction.hasWork();
    }

    long nanosUntilFlush(long none) {
        return store.nanosUntilFlush(none);
    }

    void replay(SpanLog.Replay replay) {
        store.replay(replay);
    }

    void forget(List<Forgotten> traces) {
        traces.forEach(entries::forget);
    }

    /** Commits, hands over in order, and tells those who wait. */
    void write(Group group) {
        List<CloseMark> closed = unwritten.before(group.closeMarks());
        try {
            makeRoom(group);
            commit(group, closed);
        } catch (SQLException | RuntimeException | Error e) {
            unwritten.keep(closed);
            failed(e);
            group.finish(SpanLog.Append.FAILED);
            return;
        }
        try {
            handOver(group);
            remember(closed);
            state = stateNow();
        } finally {
            group.finish(SpanLog.Append.LOGGED);
        }
        keepHouse();
    }

    private void commit(Group group, List<CloseMark> closed) throws SQLException {
        if (group.appends().isEmpty() && closed.isEmpty() && error == null) {
            return;
        }
        store.transact((connection, state) -> {
            LogState next = writeEntries(connection, group, state);
            return closed.isEmpty() ? next : writeMarks(connection, closed, next);
        });
        recovered();
    }

    /** The numbers of the group's entries are the last that were given. */
    private void handOver(Group group) {
        long number = store.state().lastEntry() - group.appends().size();
        for (Task.Append append : group.appends()) {
            number++;
            entries.add(number, append.traces(), append.payload().length);
            handOver(append, number);
        }
    }

    private void remember(List<CloseMark> closed) {
        unwritten.written();
        if (!closed.isEmpty()) {
            MarksRow row = new MarksRow(store.state().lastMarks(), closed.size());
            marks.add(row);
            closed.forEach(mark -> entries.marked(mark.traceId(), row));
        }
    }

    private static LogState writeEntries(JournalConnection connection, Group group, LogState state)
            throws SQLException {
        long number = state.lastEntry();
        for (Task.Append append : group.appends()) {
            number++;
            connection.insertEntry(number, state.time(), append.payload());
        }
        return state.withEntries(number, state.entries() + group.appends().size());
    }

    private static LogState writeMarks(JournalConnection connection, List<CloseMark> closed, LogState state)
            throws SQLException {
        long number = state.lastMarks() + 1;
        connection.insertMarks(number, state.time(), MarkCodec.encode(closed));
        return state.withMarks(number, state.markRows() + 1);
    }

    /** They are durable, whatever comes of it. */
    private static void handOver(Task.Append append, long number) {
        try {
            append.handOver().accept(number);
        } catch (RuntimeException | Error e) {
            LOG.error("Entry {} was not taken over, and waits for the next start", number, e);
        }
    }

    /** Refuses those that do not fit, in their order. Nothing is freed while marks of what has closed are still to be written. */
    private void makeRoom(Group group) throws SQLException {
        long needed = group.appends().stream().mapToLong(JournalWriter::bytes).sum();
        for (int step = 0; step < STEPS_FOR_ROOM && unwritten.isEmpty() && !fits(needed); step++) {
            if (!compaction.stepForRoom()) {
                break;
            }
            measure();
        }
        if (fits(needed)) {
            return;
        }
        List<Task.Append> refused = new ArrayList<>();
        long taken = 0;
        for (Task.Append append : group.appends()) {
            if (!refused.isEmpty() || !fits(taken + bytes(append))) {
                refused.add(append);
            } else {
                taken += bytes(append);
            }
        }
        refuse(group, refused);
    }

    private void refuse(Group group, List<Task.Append> refused) {
        if (!full) {
            LOG.warn(
                    "The journal is full: its {} bytes are taken by traces that are not closed yet, and senders are told to"
                            + " retry",
                    options.maxBytes());
        }
        full = true;
        state = stateNow();
        group.refuse(refused);
    }

    private boolean fits(long more) {
        return databaseBytes + more <= options.databaseBytes();
    }

    private static long bytes(Task.Append append) {
        int payload = append.payload().length;
        return payload + payload / 4 + ENTRY_BYTES;
    }

    /** Where nothing is to be written: takes commits to the disk, frees room, tries again what failed. */
    void idle() {
        if (error != null || !unwritten.isEmpty()) {
            write(new Group());
        } else {
            keepHouse();
        }
    }

    private void keepHouse() {
        store.passTime();
        try {
            store.flush();
            compaction.step();
            store.checkpoint();
            measure();
            full = full && !fits(options.databaseBytes() / ROOM_AGAIN);
        } catch (SQLException | RuntimeException | Error e) {
            failed(e);
        }
        state = stateNow();
    }

    private void measure() throws SQLException {
        databaseBytes = store.databaseBytes();
        walBytes = store.walBytes();
    }

    private void failed(Throwable e) {
        metrics.failed();
        store.giveUp(e);
        if (error == null) {
            LOG.error("The journal cannot be written; senders are told to retry until it can", e);
        }
        error = String.valueOf(e.getMessage());
        state = stateNow();
    }

    private void recovered() {
        if (error != null) {
            LOG.info("The journal is written again");
        }
        error = null;
    }

    private JournalState stateNow() {
        String problem = error != null
                ? "it cannot be written: " + error
                : full ? "full: its room is taken by traces that are not closed yet" : "";
        return new JournalState(
                options.mode().toString(),
                databaseBytes + walBytes,
                options.maxBytes(),
                entries.size(),
                problem.isEmpty(),
                problem);
    }

    void close() {
        if (!unwritten.isEmpty()) {
            write(new Group());
        }
        try {
            store.close();
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.error("The journal could not be closed in order; the next start looks it over as after a crash", e);
        }
    }
}
