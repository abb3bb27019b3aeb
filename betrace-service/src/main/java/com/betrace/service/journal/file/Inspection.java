package com.betrace.service.journal.file;

import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.codec.MarkCodec;
import com.betrace.service.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks over a journal without a change to it. */
final class Inspection {

    /** The whole of a larger file is read once only, for its rows. */
    private static final long CHECKED_COMPLETELY = 512L << 20;

    private static final int HEADER = 24;
    private static final long MAGIC_1 = 0x53514c6974652066L;
    private static final long MAGIC_2 = 0x6f726d6174203300L;

    /** Behind the page size: WAL for writing and reading, nothing reserved, and three constants of the format. */
    private static final long FORMAT = 0x020200402020L;

    private final JournalPaths paths;
    private final Path database;

    Inspection(JournalPaths paths) {
        this.paths = paths;
        this.database = paths.database();
    }

    /** What is in it, or what is wrong with it. Throws StorageException where that is not for us to decide. */
    Result inspect() throws IOException {
        if (Files.isDirectory(database)) {
            throw new StorageException("journal " + database + " is a directory, expected a file. Move it away.");
        }
        long seen = Witness.read(paths.witness());
        rollBack();
        if (JournalPaths.size(database) == 0) {
            boolean wasThere = JournalPaths.size(paths.wal()) > 0 || seen > 0;
            return wasThere ? Result.damaged("it is missing or empty") : Result.sound(Contents.EMPTY);
        }
        Optional<String> inWal = WalScan.finding(paths.wal());
        if (inWal.isPresent()) {
            return Result.damaged(inWal.get());
        }
        return hasFormat() ? inspectRows(seen) : Result.damaged("it is no SQLite database in WAL mode");
    }

    /** A process that was killed while it made the file left it half made: SQLite takes that back where it may write. */
    private void rollBack() throws IOException {
        if (JournalPaths.size(paths.rollback()) == 0) {
            return;
        }
        try (Connection connection = JournalConnection.openPlain(database)) {
            new RowReader(connection).number("PRAGMA schema_version");
        } catch (SQLException e) {
            throwIfInaccessible(e);
        }
    }

    private boolean hasFormat() throws IOException {
        try (InputStream in = Files.newInputStream(database)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
            return header.limit() == HEADER
                    && header.getLong(0) == MAGIC_1
                    && header.getLong(Long.BYTES) == MAGIC_2
                    && header.getLong(Long.BYTES * 2) << Short.SIZE >>> Short.SIZE == FORMAT;
        }
    }

    private Result inspectRows(long seen) throws IOException {
        try (Connection connection = JournalConnection.openReadOnly(database)) {
            if (seen == 0 && isUnmade(connection)) {
                return Result.sound(Contents.EMPTY);
            }
            refuseNewer(connection);
            String broken = quickCheck(connection);
            return broken == null ? readAll(new RowReader(connection), seen) : Result.damaged(broken);
        } catch (SQLException e) {
            throwIfInaccessible(e);
            return Result.damaged(String.valueOf(e.getMessage()));
        } finally {
            JournalConnection.removeSharedMemory(database);
        }
    }

    /** The process that made the file was killed before there was a table in it. */
    private static boolean isUnmade(Connection connection) throws SQLException {
        RowReader reader = new RowReader(connection);
        return reader.number("PRAGMA user_version") == 0 && reader.number("SELECT COUNT(*) FROM sqlite_schema") == 0;
    }

    private void throwIfInaccessible(SQLException e) {
        JournalAccess.throwIfInaccessible(database, e);
    }

    /** A later release says its version in two places, as this one does: one of them alone is a damage. */
    private void refuseNewer(Connection connection) throws SQLException {
        RowReader reader = new RowReader(connection);
        long version = reader.number("PRAGMA user_version");
        if (version > JournalConnection.SCHEMA_VERSION
                && reader.number("SELECT version FROM state WHERE id = 1") == version) {
            throw new StorageException("journal " + database + " has schema version " + version
                    + ", this BeTrace knows versions up to " + JournalConnection.SCHEMA_VERSION
                    + ". It was written by a"
                    + " newer release: run that one. To give up the open traces in it, move the file away.");
        }
        if (version != JournalConnection.SCHEMA_VERSION) {
            throw new SQLException("its schema version is " + version);
        }
    }

    private @Nullable String quickCheck(Connection connection) throws SQLException, IOException {
        if (Files.size(database) > CHECKED_COMPLETELY) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String result = found.getString(1);
            return "ok".equals(result) ? null : result;
        }
    }

    private static Result readAll(RowReader reader, long seen) throws SQLException {
        LogState state = reader.state();
        List<Contents.MarksRow> marks = new ArrayList<>();
        List<Contents.Entry> entries = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        reader.marks(row -> {
            if (row.sound()) {
                marks.add(Contents.MarksRow.of(row.number(), MarkCodec.decode(row.payload())));
            } else {
                bad.add("the checksum of close marks " + row.number() + " is wrong");
            }
        });
        reader.entries(row -> {
            if (row.sound()) {
                entries.add(new Contents.Entry(row.number(), EntryCodec.traces(row.payload()), row.payload().length));
            } else {
                bad.add("the checksum of entry " + row.number() + " is wrong");
            }
        });
        if (entries.size() != state.entries() || marks.size() != state.markRows()) {
            bad.add(state.entries() + " entries were written and " + entries.size() + " found, of close marks "
                    + state.markRows() + " and " + marks.size());
        }
        if (state.commits() < seen) {
            bad.add("its last " + (seen - state.commits()) + " commits are missing");
        }
        return bad.isEmpty() ? Result.sound(new Contents(state, marks, entries)) : Result.damaged(bad.get(0));
    }

    /** One of both. */
    record Result(@Nullable Contents contents, String finding) {

        static Result sound(Contents contents) {
            return new Result(contents, "");
        }

        static Result damaged(String finding) {
            return new Result(null, finding);
        }
    }
}
