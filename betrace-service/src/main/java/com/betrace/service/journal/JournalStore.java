package com.betrace.service.journal;

import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.codec.MarkCodec;
import com.betrace.service.journal.file.ConnectionHooks;
import com.betrace.service.journal.file.JournalConnection;
import com.betrace.service.journal.file.JournalOpening.Opened;
import com.betrace.service.journal.file.JournalPaths;
import com.betrace.service.journal.file.LogState;
import com.betrace.service.journal.file.Row;
import com.betrace.service.journal.file.Witness;
import com.betrace.service.storage.StorageException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's file while it is written: transactions, when they reach the disk, and what is done after one failed. Then it is
 * unknown what of it is on the disk, so the connection is not trusted any more: a new one takes back whatever was not
 * acknowledged.
 */
final class JournalStore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private final JournalPaths paths;
    private final ConnectionHooks hooks;
    private final JournalOptions options;
    private final JournalMetrics metrics;
    private final LongSupplier nanoTime;
    private final LogClock clock;
    private final Witness witness;
    private @Nullable JournalConnection connection;
    private LogState state;
    private long flushedAt;
    private boolean flushed = true;
    private boolean replayed;

    /** What a transaction writes. */
    interface Work {
        LogState write(JournalConnection connection, LogState state) throws SQLException;
    }

    /** @param nanoTime monotonic time */
    record Ports(JournalPaths paths, ConnectionHooks hooks, JournalMetrics metrics, LongSupplier nanoTime) {}

    JournalStore(Opened opened, JournalOptions options, Ports ports) {
        this.paths = ports.paths();
        this.hooks = ports.hooks();
        this.options = options;
        this.metrics = ports.metrics();
        this.nanoTime = ports.nanoTime();
        this.connection = opened.connection();
        this.witness = opened.witness();
        this.state = opened.contents().state();
        this.clock = new LogClock(state.time(), nanoTime);
        this.flushedAt = nanoTime.getAsLong();
    }

    LogState state() {
        return state;
    }

    /** Writes all or nothing; where this throws, {@link #giveUp} must follow. */
    void transact(Work work) throws SQLException {
        transact(flushIsDue(), work);
    }

    private void transact(boolean flush, Work work) throws SQLException {
        JournalConnection open = open();
        open.begin(flush);
        LogState next = work.write(open, state.next(clock.now()));
        open.commit(next);
        committed(next, flush);
    }

    private void committed(LogState next, boolean flush) {
        state = next;
        witness.saw(next.commits());
        metrics.committed(flush);
        flushed = flush;
        if (flush) {
            flushedAt = nanoTime.getAsLong();
        }
    }

    private boolean flushIsDue() {
        return options.mode() == JournalMode.ALWAYS
                || nanoTime.getAsLong() - flushedAt >= options.syncInterval().toNanos();
    }

    /** How long the last commit may still wait for the disk; none where all is there, or where there is no disk. */
    long nanosUntilFlush(long none) {
        return flushed || connection == null
                ? none
                : Math.max(0, flushedAt + options.syncInterval().toNanos() - nanoTime.getAsLong());
    }

    /** Where nobody writes: a commit that takes all before it to the disk. */
    void flush() throws SQLException {
        if (!flushed && flushIsDue()) {
            transact(true, (open, next) -> next);
        }
    }

    /** Keeps the write-ahead log short. */
    void checkpoint() throws SQLException {
        JournalConnection open = open();
        if (open.walBytes() > options.walBytes()) {
            open.checkpoint();
            flushed = true;
            flushedAt = nanoTime.getAsLong();
        }
    }

    /** What the database takes, without the write-ahead log. */
    long databaseBytes() throws SQLException {
        return open().usedBytes();
    }

    long walBytes() throws SQLException {
        return open().walBytes();
    }

    private JournalConnection open() throws SQLException {
        JournalConnection open = connection;
        if (open == null) {
            open = reopen();
            connection = open;
        }
        return open;
    }

    private JournalConnection reopen() throws SQLException {
        JournalConnection open = JournalConnection.open(paths.database(), hooks);
        try {
            open.begin(true);
            LogState found = open.deleteAfter(state.lastEntry(), state.lastMarks());
            LogState next = merged(found).next(clock.now());
            open.commit(next);
            committed(next, true);
            return open;
        } catch (SQLException | RuntimeException e) {
            open.closeQuietly(e);
            throw e;
        }
    }

    /** Counts are those that were found, numbers never go back, and where commits are missing it is said at the next replay. */
    private LogState merged(LogState found) {
        boolean lost = found.commits() < state.commits();
        if (lost) {
            LOG.error(
                    "The journal {} lost {} commits after an error of the disk: after a crash now, open traces would be"
                            + " taken for incomplete",
                    paths.database(),
                    state.commits() - found.commits());
        }
        return new LogState(
                Math.max(found.commits(), state.commits()),
                state.lastEntry(),
                state.lastMarks(),
                Math.max(found.time(), state.time()),
                found.entries(),
                found.markRows(),
                lost ? state.lastEntry() : state.damagedThrough());
    }

    /** Closes a connection that failed; the next transaction opens another. */
    void giveUp(Throwable cause) {
        JournalConnection open = connection;
        connection = null;
        if (open != null) {
            open.closeQuietly(cause);
        }
    }

    /** Before anything is written. No time has passed since the log ended: nobody could send. */
    void replay(SpanLog.Replay replay) {
        replay.ended(state.time());
        try {
            JournalConnection open = open();
            replayMarks(open, replay);
            open.readEntries(row -> {
                requireSound(row);
                boolean damaged = row.number() <= state.damagedThrough();
                replay.spans(row.number(), EntryCodec.decode(row.payload()), row.time(), damaged);
            });
        } catch (SQLException e) {
            throw unreadable(e.getMessage(), e);
        }
        clock.skip();
        replayed = true;
    }

    /** Time that is not read now and then stands still, as it does until the replay. */
    void passTime() {
        if (replayed) {
            clock.now();
        }
    }

    /** The latest of each trace, in the order of those. */
    private void replayMarks(JournalConnection open, SpanLog.Replay replay) throws SQLException {
        record Timed(CloseMark mark, long time) {}
        Map<TraceId, Timed> latest = new LinkedHashMap<>();
        open.readMarks(row -> {
            requireSound(row);
            for (CloseMark mark : MarkCodec.decode(row.payload())) {
                latest.remove(mark.traceId());
                latest.put(mark.traceId(), new Timed(mark, row.time()));
            }
        });
        latest.values().forEach(closed -> replay.closed(closed.mark(), closed.time()));
    }

    /** It was a moment ago, when the journal was opened. */
    private void requireSound(Row row) {
        if (!row.sound()) {
            throw unreadable("the checksum of row " + row.number() + " is wrong", null);
        }
    }

    private StorageException unreadable(@Nullable String problem, @Nullable Throwable cause) {
        return new StorageException(
                "journal " + paths.database() + " cannot be read a second time: " + problem
                        + ". Check the disk, and start again.",
                cause);
    }

    /** Takes everything to the disk and closes. */
    void close() throws SQLException, IOException {
        try {
            transact(true, (open, next) -> next);
            JournalConnection open = open();
            open.checkpoint();
            open.close();
            connection = null;
        } finally {
            witness.close();
        }
    }
}
