package com.betrace.service.storage;

import io.dropwizard.util.Duration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database file before it is used: looked over without a change to it, then brought to the schema of this build. What is
 * not a sound database of a known schema is refused as it is, so that people can still save what is in it.
 */
final class SqliteFile {

    /** The whole of a larger file is not read at each start: that would take more than a second or two. */
    private static final long CHECKED_COMPLETELY = 512L << 20;

    /** Ids are random, so each row touches a page anywhere in two indices: with SQLite's 2 MiB most would be read again. */
    private static final int WRITER_CACHE_KIB = 32 << 10;

    /** After how many pages the log is taken into the file, within a commit: 100 MiB. Most pages change many times until then. */
    private static final int PAGES_IN_LOG = 25_000;

    private final Path path;
    private final Duration busyTimeout;

    SqliteFile(Path path, Duration busyTimeout) {
        this.path = path;
        this.busyTimeout = busyTimeout;
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }

    /** How the one connection that writes is opened: a commit is on the disk when it returns. */
    Properties writing() {
        SQLiteConfig config = new SQLiteConfig(opening());
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(PAGES_IN_LOG));
        return config.toProperties();
    }

    /** Without WAL mode, which would be written into a file that turns out not to be ours. */
    private Properties opening() {
        SQLiteConfig config = common();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config.toProperties();
    }

    Properties reading() {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config.toProperties();
    }

    private SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) busyTimeout.toMilliseconds());
        return config;
    }

    /** Throws StorageException, with the file unchanged, where the file cannot be used. */
    void prepare() {
        try {
            rollBack();
            if (Files.exists(path) && Files.size(path) > 0) {
                verify();
            }
            requireWritable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw explained(e);
        }
        Schema.migrate(dataSource(opening()), path.toString(), new SqliteDialect());
    }

    /** A process that was killed while it made the file left a transaction in it: SQLite takes that back where it may write. */
    private void rollBack() throws IOException, SQLException {
        Path transaction = Path.of(path + "-journal");
        if (Files.exists(transaction) && Files.size(transaction) > 0) {
            try (Connection connection = dataSource(opening()).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA schema_version");
            }
        }
    }

    private void verify() throws IOException, SQLException {
        String check = Files.size(path) <= CHECKED_COMPLETELY ? "PRAGMA quick_check(1)" : "PRAGMA schema_version";
        try (Connection connection = dataSource(reading()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(check)) {
            if (check.contains("quick_check") && !"ok".equals(found.getString(1))) {
                throw damaged(found.getString(1), null);
            }
        }
    }

    /** Begins a write and takes it back: where that is impossible people should hear so now, not with the first violation. */
    private void requireWritable() throws SQLException {
        try (Connection connection = dataSource(opening()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
        }
    }

    private SQLiteDataSource dataSource(Properties properties) {
        SQLiteDataSource dataSource = new SQLiteDataSource(new SQLiteConfig(properties));
        dataSource.setUrl(url());
        return dataSource;
    }

    private StorageException explained(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(String.valueOf(e.getMessage()), e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StorageException(
                        "database " + path + " is locked by another process (waited " + busyTimeout + "). Close the"
                                + " program that has it open, for instance a database browser, and start again.",
                        e);
            default ->
                new StorageException(
                        "database " + path + " cannot be opened for reading and writing: " + e.getMessage()
                                + ". It must be a file that user '" + System.getProperty("user.name")
                                + "' may write to, on a disk with free space.",
                        e);
        };
    }

    private StorageException damaged(String finding, @Nullable Throwable cause) {
        return new StorageException(
                "database " + path + " is damaged: " + finding + ". BeTrace did not touch it. Restore a backup, or save"
                        + " what is readable with 'sqlite3 " + path
                        + " .recover', or move the file away to start empty.",
                cause);
    }
}
