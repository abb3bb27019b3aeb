package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.pipeline.Judged;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.ComponentState;
import com.betrace.service.live.LiveViolations;
import com.betrace.store.ViolationCriteria;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SqliteUnderLoadTest extends StoreUnderLoadContract {

    @Override
    OpenDatabase openDatabase() {
        return OpenDatabase.in(directory);
    }

    @Test
    void e6_databaseLockedByAnotherProgram_makesLanesWaitAndLosesNothing() throws Exception {
        try (OpenDatabase open = OpenDatabase.in(directory);
                Connection browser = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("betrace.db"));
                Statement statement = browser.createStatement()) {
            Duration shortly = Duration.ofMillis(1);
            ViolationWriter writer = new ViolationWriter(
                    new ViolationWriter.Ports(
                            open.violations(), SpanLog.NONE, new LiveViolations(), new CountingMetrics()),
                    new WriterOptions(10, 5, shortly, shortly, shortly, Duration.ofSeconds(30)));
            statement.execute("BEGIN IMMEDIATE");
            writer.start();
            CompletableFuture<Void> lane = CompletableFuture.runAsync(() -> violations(1, 100)
                    .forEach(violation -> writer.accept(new Judged(List.of(violation), List.of(), List.of()))));

            await().until(() -> writer.state().level() == ComponentState.Level.UNHEALTHY);
            assertThat(writer.state().message()).contains("violations cannot be written", "database is locked");
            assertThat(writer.queued()).isLessThanOrEqualTo(20);
            assertThat(lane).isNotDone();
            statement.execute("ROLLBACK");

            lane.join();
            writer.stop();
            assertThat(writer.unwritten()).isZero();
            assertThat(open.violations().count(ViolationCriteria.ALL, Long.MAX_VALUE))
                    .isEqualTo(100);
        }
    }
}
