package com.betrace.service.storage;

import com.betrace.store.FloodGuard;
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

    @NotNull
    @JsonProperty
    private String url = "";

    @NotNull
    @JsonProperty
    private String user = "betrace";

    @NotNull
    @JsonProperty
    private String password = "";

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 10, unit = TimeUnit.MINUTES)
    @JsonProperty
    private Duration statementTimeout = Duration.seconds(30);

    @Min(1)
    @Max(1_000_000)
    @JsonProperty
    private int violationQueue = 10_000;

    @Min(FloodGuard.LEAST)
    @JsonProperty
    private int violationsPerMinute = 1_000;

    /**
     * Opens the data directory and the database in it until the service stops; throws StorageException where either cannot be
     * used.
     */
    public Database build(Environment environment) {
        DataDirectory directory = DataDirectory.open(dataDirectory);
        Pools pools;
        try {
            pools = url.isEmpty() ? sqlite(directory) : postgres();
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
        // Managed first, so closed last: no other process may come in before the connections are closed.
        environment.lifecycle().manage(new AutoCloseableManager(directory));
        Jdbi writer = jdbi(environment, "database-writer", pools.writer());
        Jdbi reader = jdbi(environment, "database-readers", pools.readers());
        DatabaseAccess access = new DatabaseAccess(pools.dialect(), writer, reader);
        return new Database(
                new JdbiRuleStore(access),
                new JdbiViolationStore(access, new FloodGuard(violationsPerMinute)),
                pools.dialect().removal(access),
                directory.path());
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

    /** How a database is opened that was found to be usable. */
    private record Pools(Dialect dialect, DataSourceFactory writer, DataSourceFactory readers) {}

    /** A connection to a local file does not go stale: nothing is checked, retired or evicted. */
    private Pools sqlite(DataDirectory directory) {
        SqliteFile file = new SqliteFile(directory.resolve(FILE), busyTimeout);
        file.prepare();
        return new Pools(
                new SqliteDialect(), sqlitePool(file, file.writing(), 1), sqlitePool(file, file.reading(), readers));
    }

    private static DataSourceFactory sqlitePool(SqliteFile file, Properties properties, int size) {
        DataSourceFactory pool = pool(file.url(), properties, size);
        pool.setDriverClass("org.sqlite.JDBC");
        pool.setCheckConnectionOnBorrow(false);
        return pool;
    }

    private Pools postgres() {
        PostgresServer server = new PostgresServer(new PostgresOptions(url, user, password, statementTimeout));
        server.prepare();
        DataSourceFactory writer = postgresPool(server.writing(), 1);
        writer.setInitializationQuery(PostgresServer.CLAIMING);
        return new Pools(new PostgresDialect(), writer, postgresPool(server.reading(), readers));
    }

    /** Every connection is checked before it is used, and replaced where the server has closed it. */
    private DataSourceFactory postgresPool(Properties properties, int size) {
        DataSourceFactory pool = pool(url, properties, size);
        pool.setDriverClass("org.postgresql.Driver");
        pool.setUser(user);
        pool.setPassword(password);
        pool.setCheckConnectionOnBorrow(true);
        pool.setValidationInterval(Duration.milliseconds(0));
        return pool;
    }

    private static DataSourceFactory pool(String url, Properties properties, int size) {
        DataSourceFactory pool = new DataSourceFactory();
        pool.setUrl(url);
        pool.setProperties(properties.entrySet().stream()
                .collect(Collectors.toMap(
                        property -> property.getKey().toString(),
                        property -> property.getValue().toString())));
        pool.setInitialSize(1);
        pool.setMinSize(1);
        pool.setMaxSize(size);
        pool.setAutoCommentsEnabled(false);
        return pool;
    }
}
