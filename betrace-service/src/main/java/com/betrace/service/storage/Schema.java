package com.betrace.service.storage;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables: the migrations of this build, applied in their order, never backwards. */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    /** Brings the database to the schema of this build; throws StorageException, and changes nothing, where it is newer. */
    static void migrate(DataSource dataSource, String name, Dialect dialect) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration", dialect.migrations())
                    .loggers("slf4j")
                    .load();
            refuseNewer(flyway, name);
            flyway.migrate();
            LOG.info(
                    "Database {} has schema version {}",
                    name,
                    version(flyway.info().current()));
        } catch (FlywayException e) {
            throw new StorageException(
                    "database " + name + " cannot be brought to the schema of this BeTrace: " + e.getMessage()
                            + " The step that failed was undone. Restore a backup, or "
                            + dialect.elsewhere(),
                    e);
        }
    }

    /** Flyway itself would let a release write to tables that a later one has changed. */
    private static void refuseNewer(Flyway flyway, String name) {
        MigrationInfo current = flyway.info().current();
        if (current != null
                && current.getState().isApplied()
                && !current.getState().isResolved()) {
            throw new StorageException("database " + name + " has schema version " + version(current)
                    + ", this BeTrace knows versions up to " + newestKnown(flyway) + ". It was written by a newer"
                    + " release: run that one, or restore a backup from before the upgrade.");
        }
    }

    private static String newestKnown(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isResolved())
                .reduce((earlier, later) -> later)
                .map(Schema::version)
                .orElse("none");
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion() == null ? "none" : migration.getVersion().getVersion();
    }
}
