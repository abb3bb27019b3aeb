package com.betrace.service.storage;

import com.betrace.store.RuleStore;
import com.betrace.store.ViolationStore;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedPooledDataSource;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.lifecycle.JettyManaged;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.component.LifeCycle;

/** A database as the service has it: built by its config block, started and stopped with the life cycle of the service. */
final class OpenDatabase implements AutoCloseable {

    private final Environment environment = new Environment("test");
    private final Database database;

    private OpenDatabase(DatabaseFactory factory) {
        try {
            database = factory.build(environment);
            for (LifeCycle part : managed()) {
                part.start();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the directory; throws what the service would throw at its start. */
    static OpenDatabase in(Path directory) {
        return in(directory, Integer.MAX_VALUE);
    }

    /** With this many new violations a minute at most. */
    static OpenDatabase in(Path directory, int violationsPerMinute) {
        return new OpenDatabase(factory("""
                {"dataDirectory": "%s", "busyTimeout": "100ms", "violationsPerMinute": %d}""".formatted(directory, violationsPerMinute)));
    }

    /** Opens what the block says. */
    static OpenDatabase of(String json) {
        return new OpenDatabase(factory(json));
    }

    static DatabaseFactory factory(String json) {
        try {
            return Jackson.newObjectMapper().readValue(json, DatabaseFactory.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    RuleStore rules() {
        return database.rules();
    }

    ViolationStore violations() {
        return database.violations();
    }

    Removal removal() {
        return database.removal();
    }

    /** From now on the database file may not grow beyond this, as on a full disk. */
    void limitPages(int pages) {
        query("database-writer", "PRAGMA max_page_count = " + pages);
    }

    /** The first column of the first row. */
    String query(String pool, String sql) {
        try (Connection connection = pool(pool).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private ManagedPooledDataSource pool(String name) {
        return managed().stream()
                .filter(JettyManaged.class::isInstance)
                .map(part -> ((JettyManaged) part).getManaged())
                .filter(ManagedPooledDataSource.class::isInstance)
                .map(ManagedPooledDataSource.class::cast)
                .filter(pool -> pool.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        List<LifeCycle> parts = new ArrayList<>(managed());
        Collections.reverse(parts);
        parts.forEach(part -> LifeCycle.stop(part));
    }

    private List<LifeCycle> managed() {
        return environment.lifecycle().getManagedObjects();
    }
}
