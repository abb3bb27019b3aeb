package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.pipeline.Judged;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.ComponentState;
import com.betrace.service.live.LiveViolations;
import com.betrace.store.GroupQuery;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationGroup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Violations on their way into PostgreSQL while the server goes away and comes back. */
class PostgresOutageTest {

    private static final int ALL = 2_000;
    private static final int KILLS = 5;

    @TempDir
    private Path directory;

    @Test
    void e7_serverThatIsAway_makesLanesWaitAndLosesNothing() throws Exception {
        EmbeddedPostgres first = server(0);
        int port = first.getPort();
        try (OpenDatabase open = OpenDatabase.of("""
                {"dataDirectory": "%s", "url": "jdbc:postgresql://localhost:%d/postgres", "user": "postgres",
                    "statementTimeout": "2s", "violationsPerMinute": %d}""".formatted(directory.resolve("data"), port, Integer.MAX_VALUE))) {
            ViolationWriter writer = writer(open);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> lane = lane(writer, given -> !enough.get());
            await().until(() -> stored(open) > 100);

            first.close();
            await().until(() -> writer.state().level() == ComponentState.Level.UNHEALTHY);
            assertThat(writer.state().message()).contains("violations cannot be written");
            assertThat(writer.queued()).isLessThanOrEqualTo(200);
            enough.set(true);
            await().during(Duration.ofMillis(200)).until(() -> !lane.isDone());

            EmbeddedPostgres second = server(port);
            int all = lane.join();
            await().until(() -> writer.state().level() == ComponentState.Level.HEALTHY);
            writer.stop();
            assertEachIsStoredOnce(open, writer, all);
            second.close();
        }
    }

    @Test
    void e7_sessionsKilledAgainAndAgain_storeEachOnce() throws Exception {
        TestPostgres postgres = TestPostgres.create();
        try (OpenDatabase open = postgres.open(directory)) {
            ViolationWriter writer = writer(open);
            AtomicInteger killed = new AtomicInteger();
            CompletableFuture<Integer> lane = lane(writer, given -> killed.get() < KILLS);
            while (!lane.isDone()) {
                postgres.terminate();
                long stored = stored(open);
                await().until(() -> lane.isDone() || stored(open) > stored);
                killed.incrementAndGet();
            }
            int all = lane.join();
            writer.stop();
            assertEachIsStoredOnce(open, writer, all);
        }
    }

    @Test
    void e8_slowStatements_takeTheirTimeAndLoseNothing() throws Exception {
        TestPostgres postgres = TestPostgres.create();
        postgres.execute("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END $$""");
        postgres.execute(
                "CREATE TRIGGER slow AFTER INSERT ON violation_minutes FOR EACH STATEMENT EXECUTE FUNCTION slow()");
        try (OpenDatabase open = postgres.open(directory)) {
            ViolationWriter writer = writer(open);
            lane(writer, given -> given < ALL).join();
            writer.stop();

            assertEachIsStoredOnce(open, writer, ALL);
        }
    }

    private static void assertEachIsStoredOnce(OpenDatabase open, ViolationWriter writer, int all) {
        assertThat(writer.unwritten()).isZero();
        assertThat(stored(open)).isEqualTo(all);
        assertThat(open.violations()
                        .groups(new GroupQuery(null, null, null, null, GroupQuery.Order.NEWEST, null, 10))
                        .groups())
                .extracting(ViolationGroup::count)
                .containsExactly((long) all);
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static ViolationWriter writer(OpenDatabase open) {
        Duration shortly = Duration.ofMillis(1);
        ViolationWriter writer = new ViolationWriter(
                new ViolationWriter.Ports(open.violations(), SpanLog.NONE, new LiveViolations(), new CountingMetrics()),
                new WriterOptions(100, 50, shortly, shortly, Duration.ofMillis(50), Duration.ofSeconds(30)));
        writer.start();
        return writer;
    }

    /** Gives the writer violations in tens as long as this holds for how many it has given, and says how many these were. */
    private static CompletableFuture<Integer> lane(ViolationWriter writer, IntPredicate more) {
        return CompletableFuture.supplyAsync(() -> {
            int given = 0;
            while (more.test(given)) {
                writer.accept(new Judged(List.copyOf(violations(given + 1, given + 10)), List.of(), List.of()));
                given += 10;
            }
            return given;
        });
    }

    /** Asks again where the connection was one that is gone. */
    private static long stored(OpenDatabase open) {
        return await().ignoreExceptions()
                .until(() -> open.violations().count(ViolationCriteria.ALL, Long.MAX_VALUE), count -> true);
    }
}
