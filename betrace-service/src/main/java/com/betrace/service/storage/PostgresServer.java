package com.betrace.service.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database before it is used: looked over, claimed for this process, brought to the schema of this build. */
final class PostgresServer {

    private static final int OLDEST = 14;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Any number that nobody else has; every BeTrace uses the same. */
    private static final long CLAIM = 0x62657472616365L;

    /** Waits until the session before has ended on the server, within lock_timeout: also one that may still be committing. */
    static final String CLAIMING = "SELECT pg_advisory_lock(" + CLAIM + ")";

    /** The server lets go of what a session holds soon after its client has vanished without a word. */
    private static final String KEEP_ALIVE =
            "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private final PostgresOptions options;

    PostgresServer(PostgresOptions options) {
        this.options = options;
    }

    /** How the one connection that writes is opened: it looks for single rows only, also in tables without statistics. */
    Properties writing() {
        return properties("off", " -c enable_seqscan=off");
    }

    Properties reading() {
        return properties("on", " -c default_transaction_isolation=repeatable\\ read");
    }

    /** Throws StorageException where the database cannot be used. */
    void prepare() {
        PGSimpleDataSource dataSource = dataSource();
        try (Connection connection = dataSource.getConnection()) {
            requireVersion(connection);
            claim(connection);
            Schema.migrate(dataSource, options.name(), new PostgresDialect());
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(options.url());
        dataSource.setUser(options.user());
        dataSource.setPassword(options.password());
        dataSource.setConnectTimeout(options.timeoutSeconds());
        dataSource.setApplicationName("betrace");
        dataSource.setOptions(KEEP_ALIVE);
        return dataSource;
    }

    private Properties properties(String readOnly, String more) {
        long millis = 1_000L * options.timeoutSeconds();
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "betrace");
        properties.setProperty("connectTimeout", String.valueOf(options.timeoutSeconds()));
        // A server that answers at all answers before.
        properties.setProperty("socketTimeout", String.valueOf(2 * options.timeoutSeconds()));
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty(
                "options",
                "-c statement_timeout=" + millis + " -c lock_timeout=" + millis + " -c default_transaction_read_only="
                        + readOnly + " -c jit=off " + KEEP_ALIVE + more);
        return properties;
    }

    private void requireVersion(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new StorageException("database " + options.name() + " is on PostgreSQL " + version + ", expected "
                    + OLDEST + " or newer.");
        }
    }

    /** Held until the migration is done; the server may need a moment to see that a process before this one has ended. */
    private void claim(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '3s'");
            statement.execute(CLAIMING);
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            throw new StorageException(
                    "database " + options.name() + " is used by another BeTrace process. Stop that one, or "
                            + new PostgresDialect().elsewhere(),
                    e);
        }
    }

    private StorageException explained(SQLException e) {
        return new StorageException("database " + options.name() + " " + problem(e.getSQLState(), e), e);
    }

    private String problem(@Nullable String state, SQLException e) {
        String known = state == null ? "" : state;
        if (known.startsWith("28")) {
            return "does not let user '" + options.user() + "' in: " + e.getMessage()
                    + ". Check BETRACE_DATABASE_USER and BETRACE_DATABASE_PASSWORD (database.user, database.password).";
        }
        if (known.equals("3D000")) {
            return "does not exist. Create it with 'CREATE DATABASE', or " + new PostgresDialect().elsewhere();
        }
        return known.startsWith("08")
                ? "cannot be reached: " + e.getMessage()
                : "cannot be used: " + e.getMessage() + " (SQLSTATE " + known + ").";
    }
}
