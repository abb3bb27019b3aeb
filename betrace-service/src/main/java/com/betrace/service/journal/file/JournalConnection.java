package com.betrace.service.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The one connection that writes a journal. After any SQLException it must be closed: what became of the transaction is
 * unknown then, and after a failed flush even the pages that SQLite and the kernel hold may not be what is on the disk.
 */
public final class JournalConnection implements AutoCloseable {

    /** The first is written by this release; a later one means other tables. */
    static final int SCHEMA_VERSION = 1;

    private static final int PAGE_BYTES = 8 << 10;
    private static final int CACHE_KIB = 16 << 10;
    private static final int BUSY_MILLIS = 2_000;

    private final Path wal;
    private final ConnectionHooks hooks;
    private final Connection connection;
    private final RowReader reader;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement insertEntry;
    private final PreparedStatement selectEntry;
    private final PreparedStatement updateEntry;
    private final PreparedStatement deleteEntry;
    private final PreparedStatement insertMarks;
    private final PreparedStatement deleteMarks;
    private final PreparedStatement updateState;
    private final PreparedStatement pageCount;
    private final PreparedStatement freePages;
    private boolean flushing = true;

    private JournalConnection(Path database, Connection connection, ConnectionHooks hooks) throws SQLException {
        this.wal = JournalPaths.wal(database);
        this.connection = connection;
        this.hooks = hooks;
        this.reader = new RowReader(connection);
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        insertEntry = connection.prepareStatement("INSERT INTO entries (n, time, crc, payload) VALUES (?, ?, ?, ?)");
        selectEntry = connection.prepareStatement("SELECT n, time, crc, payload FROM entries WHERE n = ?");
        updateEntry = connection.prepareStatement("UPDATE entries SET crc = ?, payload = ? WHERE n = ?");
        deleteEntry = connection.prepareStatement("DELETE FROM entries WHERE n = ?");
        insertMarks = connection.prepareStatement("INSERT INTO marks (n, time, crc, payload) VALUES (?, ?, ?, ?)");
        deleteMarks = connection.prepareStatement("DELETE FROM marks WHERE n = ?");
        updateState =
                connection.prepareStatement("UPDATE state SET commits = ?, last_entry = ?, last_marks = ?, time = ?,"
                        + " entries = ?, mark_rows = ?, damaged_through = ?, crc = ? WHERE id = 1");
        pageCount = connection.prepareStatement("PRAGMA page_count");
        freePages = connection.prepareStatement("PRAGMA freelist_count");
    }

    /**
     * Opens a journal, or creates one, for this connection alone. What the write-ahead log holds is moved into the database, so
     * that a new log begins: nothing of an interrupted commit is left in it.
     */
    public static JournalConnection open(Path database, ConnectionHooks hooks) throws SQLException {
        Connection connection = connect(database, false);
        try {
            execute(connection, "PRAGMA page_size = " + PAGE_BYTES);
            execute(connection, "PRAGMA locking_mode = EXCLUSIVE");
            execute(connection, "PRAGMA journal_mode = WAL");
            execute(connection, "PRAGMA synchronous = FULL");
            execute(connection, "PRAGMA wal_autocheckpoint = 0");
            execute(connection, "PRAGMA cache_size = -" + CACHE_KIB);
            createTables(connection);
            hooks.opened(connection);
            JournalConnection journal = new JournalConnection(database, connection, hooks);
            journal.checkpoint();
            return journal;
        } catch (SQLException | RuntimeException e) {
            closeAfter(connection, e);
            throw e;
        }
    }

    /** To look at a journal without a change to it. */
    static Connection openReadOnly(Path database) throws SQLException {
        return connect(database, true);
    }

    /** To let SQLite put right what a killed process left. */
    static Connection openPlain(Path database) throws SQLException {
        return connect(database, false);
    }

    private static Connection connect(Path database, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database);
        return source.getConnection();
    }

    private static void createTables(Connection connection) throws SQLException {
        if (new RowReader(connection).number("PRAGMA user_version") != 0) {
            return;
        }
        execute(connection, "BEGIN IMMEDIATE");
        execute(
                connection,
                "CREATE TABLE state (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, commits INTEGER NOT NULL,"
                        + " last_entry INTEGER NOT NULL, last_marks INTEGER NOT NULL, time INTEGER NOT NULL,"
                        + " entries INTEGER NOT NULL, mark_rows INTEGER NOT NULL, damaged_through INTEGER NOT NULL,"
                        + " crc INTEGER NOT NULL)");
        execute(
                connection,
                "CREATE TABLE entries (n INTEGER PRIMARY KEY, time INTEGER NOT NULL, crc INTEGER NOT NULL,"
                        + " payload BLOB NOT NULL)");
        execute(
                connection,
                "CREATE TABLE marks (n INTEGER PRIMARY KEY, time INTEGER NOT NULL, crc INTEGER NOT NULL,"
                        + " payload BLOB NOT NULL)");
        execute(
                connection,
                "INSERT INTO state VALUES (1, " + SCHEMA_VERSION + ", 0, 0, 0, 0, 0, 0, 0, " + LogState.EMPTY.crc()
                        + ")");
        execute(connection, "PRAGMA user_version = " + SCHEMA_VERSION);
        execute(connection, "COMMIT");
    }

    public LogState state() throws SQLException {
        return reader.state();
    }

    /** @param flush whether the commit, and all before it, are to be on the disk when it returns */
    public void begin(boolean flush) throws SQLException {
        if (flush != flushing) {
            // SQLite allows this between transactions only.
            execute(connection, "PRAGMA synchronous = " + (flush ? "FULL" : "NORMAL"));
            flushing = flush;
        }
        begin.execute();
    }

    public void commit(LogState state) throws SQLException {
        long[] values = {
            state.commits(),
            state.lastEntry(),
            state.lastMarks(),
            state.time(),
            state.entries(),
            state.markRows(),
            state.damagedThrough(),
            state.crc()
        };
        for (int i = 0; i < values.length; i++) {
            updateState.setLong(i + 1, values[i]);
        }
        updateState.executeUpdate();
        hooks.commit(commit);
    }

    public void insertEntry(long number, long time, byte[] payload) throws SQLException {
        insert(insertEntry, number, time, payload);
    }

    public void insertMarks(long number, long time, byte[] payload) throws SQLException {
        insert(insertMarks, number, time, payload);
    }

    private static void insert(PreparedStatement insert, long number, long time, byte[] payload) throws SQLException {
        insert.setLong(1, number);
        insert.setLong(2, time);
        insert.setLong(3, Row.crc(number, time, payload));
        insert.setBytes(4, payload);
        insert.executeUpdate();
    }

    /** Null where there is none. */
    public @Nullable Row entry(long number) throws SQLException {
        selectEntry.setLong(1, number);
        try (ResultSet row = selectEntry.executeQuery()) {
            return row.next() ? RowReader.row(row) : null;
        }
    }

    /** Other content for an entry, which keeps its number and time. */
    public void rewriteEntry(Row entry, byte[] payload) throws SQLException {
        updateEntry.setLong(1, Row.crc(entry.number(), entry.time(), payload));
        updateEntry.setBytes(2, payload);
        updateEntry.setLong(3, entry.number());
        updateEntry.executeUpdate();
    }

    /** How many there were with this number. */
    public int deleteEntry(long number) throws SQLException {
        deleteEntry.setLong(1, number);
        return deleteEntry.executeUpdate();
    }

    /** How many there were with this number. */
    public int deleteMarks(long number) throws SQLException {
        deleteMarks.setLong(1, number);
        return deleteMarks.executeUpdate();
    }

    /** Takes back what was written after these numbers, and says what is left; within a transaction. */
    public LogState deleteAfter(long entry, long marks) throws SQLException {
        execute(connection, "DELETE FROM entries WHERE n > " + entry);
        execute(connection, "DELETE FROM marks WHERE n > " + marks);
        return state().withEntries(0, reader.number("SELECT count(*) FROM entries"))
                .withMarks(0, reader.number("SELECT count(*) FROM marks"));
    }

    public void readEntries(Consumer<Row> consumer) throws SQLException {
        reader.entries(consumer);
    }

    public void readMarks(Consumer<Row> consumer) throws SQLException {
        reader.marks(consumer);
    }

    /** Of the pages in use; free ones are used again before the file grows. */
    public long usedBytes() throws SQLException {
        return (number(pageCount) - number(freePages)) * PAGE_BYTES;
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    /** Of the write-ahead log. */
    public long walBytes() throws SQLException {
        try {
            return JournalPaths.size(wal);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /** Moves the write-ahead log into the database, flushes that and begins a new log. */
    public void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.getInt(1) != 0) {
                throw new SQLException("the write-ahead log is in use by another process");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** For a connection that is not trusted any more. */
    public void closeQuietly(Throwable cause) {
        closeAfter(connection, cause);
    }

    /** A file that SQLite leaves behind where nobody wrote. */
    static void removeSharedMemory(Path database) throws IOException {
        Files.deleteIfExists(JournalPaths.shm(database));
    }

    private static void closeAfter(Connection connection, Throwable cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
