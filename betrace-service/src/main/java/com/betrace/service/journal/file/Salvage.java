package com.betrace.service.journal.file;

import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.codec.MarkCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies what is readable and sound of a damaged journal into a new one. One use. */
final class Salvage {

    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

    /** So many numbers are tried one by one behind a place that cannot be read, then the steps grow. */
    private static final int SINGLE_STEPS = 4_096;

    /** Where it is known how many numbers are left, a step is this part of them. */
    private static final int PARTS_SHIFT = 10;

    private final Path damaged;
    private final JournalConnection fresh;
    private LogState state = LogState.EMPTY;

    private Salvage(Path damaged, JournalConnection fresh) {
        this.damaged = damaged;
        this.fresh = fresh;
    }

    /**
     * Writes the new journal and closes it.
     *
     * @param commits how many there were at least, which the new one goes on from
     */
    static LogState run(Path damaged, Path fresh, long commits) throws SQLException {
        try (JournalConnection connection = JournalConnection.open(fresh, ConnectionHooks.NONE)) {
            return new Salvage(damaged, connection).run(commits);
        }
    }

    private LogState run(long commits) throws SQLException {
        fresh.begin(true);
        if (Files.exists(damaged)) {
            copy();
        }
        LogState saved = new LogState(
                Math.max(state.commits(), commits) + 1,
                state.lastEntry(),
                state.lastMarks(),
                state.time(),
                state.entries(),
                state.markRows(),
                state.lastEntry());
        fresh.commit(saved);
        fresh.checkpoint();
        return saved;
    }

    private void copy() {
        try (Connection connection = JournalConnection.openReadOnly(damaged)) {
            RowReader reader = new RowReader(connection);
            // Numbers go on behind all that were ever used, as far as can be known.
            attempt(() -> {
                LogState known = reader.state();
                state = new LogState(known.commits(), known.lastEntry(), known.lastMarks(), known.time(), 0, 0, 0);
            });
            readAround(reader, "marks", new Walk(this::copyMarks, state.lastMarks()));
            readAround(reader, "entries", new Walk(this::copyEntry, state.lastEntry()));
        } catch (SQLException e) {
            LOG.debug("The damaged journal cannot be read any further", e);
        }
    }

    /** Reads row by row; goes on behind places that cannot be read. */
    private static void readAround(RowReader reader, String table, Walk walk) {
        while (!walk.ended) {
            boolean read = attempt(() -> {
                reader.read(table, walk.next, walk);
                walk.ended = true;
            });
            if (!read) {
                walk.step();
            }
        }
    }

    /** Where a table is read on. */
    private static final class Walk implements Predicate<Row> {

        private final Consumer<Row> consumer;
        private final long last;
        private final Set<Long> seen = new HashSet<>();
        private long next;
        private long steps;
        private long step = 1;
        private boolean ended;

        /** @param last the last number, 0 where unknown */
        Walk(Consumer<Row> consumer, long last) {
            this.consumer = consumer;
            this.last = last;
        }

        @Override
        public boolean test(Row row) {
            // A damaged tree may lead to the same page twice.
            if (seen.add(row.number())) {
                consumer.accept(row);
            }
            next = Math.max(next, row.number() + 1);
            steps = 0;
            step = 1;
            return true;
        }

        void step() {
            steps++;
            if (steps > SINGLE_STEPS) {
                step = last > 0 ? Math.max(1, last - next >> PARTS_SHIFT) : 2 * step;
            }
            next += step;
            ended = next < 0 || last > 0 && next > last;
        }
    }

    private void copyMarks(Row row) {
        if (row.sound() && attempt(() -> MarkCodec.decode(row.payload()))) {
            write(() -> fresh.insertMarks(row.number(), row.time(), row.payload()));
            state = state.next(row.time()).withMarks(row.number(), state.markRows() + 1);
        }
    }

    private void copyEntry(Row row) {
        if (row.sound() && attempt(() -> EntryCodec.decode(row.payload()))) {
            write(() -> fresh.insertEntry(row.number(), row.time(), row.payload()));
            state = state.next(row.time()).withEntries(row.number(), state.entries() + 1);
        }
    }

    /** Whether it worked: a damaged file fails in any way it likes. */
    private static boolean attempt(SqlWork work) {
        try {
            work.run();
            return true;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof UnwritableException) {
                throw (UnwritableException) e;
            }
            return false;
        }
    }

    /** A failure of the new file is no damage of the old one. */
    private static void write(SqlWork work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new UnwritableException(e);
        }
    }

    private interface SqlWork {
        void run() throws SQLException;
    }

    static final class UnwritableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnwritableException(SQLException cause) {
            super(cause);
        }
    }
}
