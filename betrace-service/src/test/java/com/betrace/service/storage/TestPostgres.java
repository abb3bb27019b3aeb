package com.betrace.service.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this process, with a database for each that asks, which has its tables already. */
final class TestPostgres {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String database = "betrace_" + NUMBER.incrementAndGet();

    private TestPostgres() {}

    static TestPostgres create() {
        TestPostgres created = new TestPostgres();
        run("postgres", "CREATE DATABASE " + created.database + " TEMPLATE " + Server.TEMPLATE);
        return created;
    }

    String url() {
        return Server.RUNNING.getJdbcUrl("postgres", database).replaceAll("\\?.*", "");
    }

    OpenDatabase open(Path directory) {
        return open(directory, Integer.MAX_VALUE);
    }

    /** With this many new violations a minute at most. */
    OpenDatabase open(Path directory, int violationsPerMinute) {
        return OpenDatabase.of("""
                {"dataDirectory": "%s", "url": "%s", "user": "postgres", "statementTimeout": "2s",
                    "violationsPerMinute": %d}""".formatted(directory, url(), violationsPerMinute));
    }

    void execute(String sql) {
        run(database, sql);
    }

    Connection connect() throws SQLException {
        return Server.RUNNING.getDatabase("postgres", database).getConnection();
    }

    /** Ends all sessions of the service, as a failing server does. */
    void terminate() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'betrace'"
                + " AND datname = current_database()");
    }

    private static void run(String database, String sql) {
        try (Connection connection =
                        Server.RUNNING.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Server {
        static final String TEMPLATE = "betrace_template";
        static final EmbeddedPostgres RUNNING = start();

        static {
            run("postgres", "CREATE DATABASE " + TEMPLATE);
            Schema.migrate(RUNNING.getDatabase("postgres", TEMPLATE), TEMPLATE, new PostgresDialect());
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }
}
