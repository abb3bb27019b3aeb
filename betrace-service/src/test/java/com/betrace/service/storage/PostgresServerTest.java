package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.at;
import static com.betrace.service.storage.TestViolations.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2027-02-28T23:59:59.999999Z");

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private final TestPostgres postgres = TestPostgres.create();

    @Test
    void secondService_isRefusedUntilTheFirstHasStopped() {
        try (OpenDatabase open = postgres.open(first)) {
            assertThat(open.rules().list()).isEmpty();
            assertThatThrownBy(() -> postgres.open(second))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("is used by another BeTrace process");
        }
        postgres.open(second).close();
    }

    @Test
    void missingDatabase_isNamed() {
        assertThatThrownBy(() -> OpenDatabase.of("""
                        {"dataDirectory": "%s", "url": "%s_missing", "user": "postgres"}""".formatted(first, postgres.url())))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("_missing does not exist");
    }

    @Test
    void serverThatDoesNotListen_isUnreachable() {
        assertThatThrownBy(() -> OpenDatabase.of("""
                        {"dataDirectory": "%s", "url": "jdbc:postgresql://127.0.0.1:1/x", "password": "s3cret"}""".formatted(first)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("database postgresql://127.0.0.1:1/x cannot be reached")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void urlOfAnotherKindOrWithAPassword_isRefusedWithoutThePassword() {
        assertThatThrownBy(() -> OpenDatabase.of("""
                        {"dataDirectory": "%s", "url": "jdbc:mysql://x/y"}""".formatted(first)))
                .hasMessageContaining("database.url must begin with jdbc:postgresql://");
        assertThatThrownBy(() -> OpenDatabase.of("""
                        {"dataDirectory": "%s", "url": "jdbc:postgresql://x/y?password=s3cret"}""".formatted(first)))
                .hasMessageContaining("database.url must not contain a password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void newerSchema_isRefused() {
        postgres.open(first).close();
        postgres.execute("UPDATE flyway_schema_history SET version = '999' WHERE version = '7'");

        assertThatThrownBy(() -> postgres.open(first))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("has schema version 999");
    }

    @Test
    void e7_sessionsThatAreEnded_loseNothingAndStoreNothingTwice() {
        try (OpenDatabase open = postgres.open(first)) {
            ViolationStore store = open.violations();
            store.write(List.of(violation(1)));

            postgres.terminate();

            assertThat(store.write(List.of(violation(1), violation(2))))
                    .extracting(StoredViolation::change)
                    .containsExactly(Change.UNCHANGED, Change.OPENED);
            assertThat(store.count(ViolationCriteria.SHOWN, 100)).isEqualTo(2);
            assertThatThrownBy(() -> postgres.open(second)).hasMessageContaining("is used by another BeTrace process");
        }
    }

    @Test
    void e8_tableThatIsLocked_isTroubleAndTakesTheSameRowsLater() throws SQLException {
        try (OpenDatabase open = postgres.open(first);
                Connection other = postgres.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE violations");

            assertThatThrownBy(() -> open.violations().write(List.of(violation(1))))
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            other.rollback();

            assertThat(open.violations().write(List.of(violation(1)))).hasSize(1);
        }
    }

    @Test
    void e8_fullDisk_isTroubleAndTakesTheSameRowsLater() {
        try (OpenDatabase open = postgres.open(first)) {
            postgres.execute("""
                    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$""");
            postgres.execute(
                    "CREATE TRIGGER full_disk BEFORE INSERT ON violations FOR EACH ROW EXECUTE FUNCTION full_disk()");

            assertThatThrownBy(() -> open.violations().write(List.of(violation(1))))
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("no space left");
            postgres.execute("DROP TRIGGER full_disk ON violations");

            assertThat(open.violations().write(List.of(violation(1)))).hasSize(1);
        }
    }

    @Test
    void h3_midnight_findsItsPartitionAndOldDaysAreDropped() {
        try (OpenDatabase open = postgres.open(first)) {
            ViolationStore store = open.violations();
            store.write(List.of(at(violation(1), BEFORE_MIDNIGHT), at(violation(2), BEFORE_MIDNIGHT.plusMillis(1))));
            assertThat(store.find(ViolationQuery.newest(10)).violations()).hasSize(2);

            Jdbi.create(postgres.url(), "postgres", "")
                    .useTransaction(handle -> new DayPartitions(handle).drop(LocalDate.of(2027, 2, 28)));

            assertThat(store.find(ViolationQuery.newest(10)).violations())
                    .containsExactly(at(violation(2), BEFORE_MIDNIGHT.plusMillis(1)));
        }
    }

    @Test
    void textWithNul_isStoredWithoutIt() {
        try (OpenDatabase open = postgres.open(first)) {
            open.violations().write(List.of(TestViolations.withMessage(violation(1), "a\0b")));

            assertThat(open.violations().find(ViolationQuery.newest(1)).violations())
                    .containsExactly(TestViolations.withMessage(violation(1), "a\uFFFDb"));
        }
    }

    @Test
    void e8_partitionThatWasDetached_isTakenBackWithWhatItHas() {
        try (OpenDatabase open = postgres.open(first)) {
            open.violations().write(List.of(at(violation(1), BEFORE_MIDNIGHT)));
            postgres.execute("ALTER TABLE violations DETACH PARTITION \"violations_2027-02-28\"");
            postgres.execute("CREATE TABLE violations_of_others PARTITION OF violations FOR VALUES FROM (0) TO (1)");

            open.violations().write(List.of(at(violation(2), BEFORE_MIDNIGHT)));

            assertThat(open.violations().find(ViolationQuery.newest(10)).violations())
                    .hasSize(2);
        }
    }

    @Test
    void e8_rightThatWasTaken_isTroubleAndTakesTheSameRowsLater() {
        try (OpenDatabase open = postgres.open(first)) {
            postgres.execute("ALTER TABLE sequences RENAME TO sequences_elsewhere");
            assertThatThrownBy(() -> open.violations().write(List.of(violation(1))))
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

            postgres.execute("ALTER TABLE sequences_elsewhere RENAME TO sequences");
            assertThat(open.violations().write(List.of(violation(1)))).hasSize(1);
        }
    }

    @Test
    void e8_partitionThatIsMissing_isCreatedAgain() {
        try (OpenDatabase open = postgres.open(first)) {
            open.violations().write(List.of(at(violation(1), BEFORE_MIDNIGHT)));
            postgres.execute("DROP TABLE \"violations_2027-02-28\"");

            assertThat(open.violations().write(List.of(at(violation(1), BEFORE_MIDNIGHT))))
                    .extracting(StoredViolation::change)
                    .containsExactly(Change.OPENED);
        }
    }
}
