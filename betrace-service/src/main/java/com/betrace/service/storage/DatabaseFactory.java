package com.betrace.service.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The {@code database} block. */
public final class DatabaseFactory {

    private static final String FILE = "betrace.db";

    @NotNull
    @JsonProperty
    private Path dataDirectory = Path.of("data");

    @Min(1)
    @Max(64)
    @JsonProperty
    private int readers = 4;

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.MINUTES)
    @JsonProperty
    private Duration busyTimeout = Duration.seconds(5);

    @Min(1)
    @Max(1_000_000)
    @JsonProperty
    private int violationQueue = 10_000;

    /**
     * Opens the data directory and the database in it until the service stops; throws StorageException where either cannot be
     * used.
     */
    public Database build(Environment environment) {
        DataDirectory directory = DataDirectory.open(dataDirectory);
        SqliteFile file = new SqliteFile(directory.resolve(FILE), busyTimeout);
        try {
            file.prepare();
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
        // Managed first, so closed last: no other process may come in before the connections are closed.
        environment.lifecycle().manage(new AutoCloseableManager(directory));
        Jdbi writer = jdbi(environment, "database-writer", pool(file.url(), file.writing(), 1));
        Jdbi reader = jdbi(environment, "database-readers", pool(file.url(), file.reading(), readers));
        DatabaseAccess access = new DatabaseAccess(writer, reader);
        return new Database(new JdbiRuleStore(access), new JdbiViolationStore(access), directory.path());
    }

    /** Starts writing, until the service stops. */
    public ViolationWriter buildWriter(Environment environment, ViolationWriter.Ports ports) {
        ViolationWriter writer = new ViolationWriter(ports, WriterOptions.defaults(violationQueue));
        environment.lifecycle().manage(writer);
        return writer;
    }

    private static Jdbi jdbi(Environment environment, String name, DataSourceFactory pool) {
        return new JdbiFactory().build(environment, pool, name);
    }

    /** A connection to a local file does not go stale: nothing is checked, retired or evicted. */
    private static DataSourceFactory pool(String url, Properties properties, int size) {
        DataSourceFactory pool = new DataSourceFactory();
        pool.setDriverClass("org.sqlite.JDBC");
        pool.setUrl(url);
        pool.setProperties(properties.entrySet().stream()
                .collect(Collectors.toMap(
                        property -> property.getKey().toString(),
                        property -> property.getValue().toString())));
        pool.setInitialSize(1);
        pool.setMinSize(1);
        pool.setMaxSize(size);
        pool.setCheckConnectionOnBorrow(false);
        pool.setAutoCommentsEnabled(false);
        return pool;
    }
}
