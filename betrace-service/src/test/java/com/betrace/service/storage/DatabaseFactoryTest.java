package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.util.Duration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFactoryTest {

    @TempDir
    private Path directory;

    @Test
    void everyKey_isRead() {
        DatabaseFactory factory = OpenDatabase.factory("""
                {"dataDirectory": "/var/lib/betrace", "readers": 7, "busyTimeout": "2s", "violationQueue": 123,
                    "violationsPerMinute": 321}""");

        assertThat(factory)
                .hasFieldOrPropertyWithValue("dataDirectory", Path.of("/var/lib/betrace"))
                .hasFieldOrPropertyWithValue("readers", 7)
                .hasFieldOrPropertyWithValue("busyTimeout", Duration.seconds(2))
                .hasFieldOrPropertyWithValue("violationQueue", 123)
                .hasFieldOrPropertyWithValue("violationsPerMinute", 321);
    }

    @Test
    void emptyBlock_hasDefaults() {
        assertThat(OpenDatabase.factory("{}"))
                .hasFieldOrPropertyWithValue("dataDirectory", Path.of("data"))
                .hasFieldOrPropertyWithValue("readers", 4)
                .hasFieldOrPropertyWithValue("busyTimeout", Duration.seconds(5))
                .hasFieldOrPropertyWithValue("violationQueue", 10_000)
                .hasFieldOrPropertyWithValue("violationsPerMinute", 1_000);
    }

    @Test
    void writer_commitsToDiskInWalModeAndReadersCannotWrite() {
        try (OpenDatabase open = OpenDatabase.in(directory)) {
            assertThat(open.query("database-writer", "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(open.query("database-writer", "PRAGMA synchronous")).isEqualTo("2");
            assertThat(open.query("database-writer", "PRAGMA foreign_keys")).isEqualTo("1");
            assertThat(open.query("database-writer", "PRAGMA busy_timeout")).isEqualTo("100");
            assertThat(open.query("database-readers", "PRAGMA busy_timeout")).isEqualTo("100");
            assertThatThrownBy(() -> open.query("database-readers", "DELETE FROM rules RETURNING id"))
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void close_leavesOneFileToCopy() {
        try (OpenDatabase open = OpenDatabase.in(directory)) {
            open.violations().write(TestViolations.violations(1, 10));
            assertThat(directory.resolve("betrace.db-wal")).exists();
        }

        assertThat(directory).isDirectoryNotContaining("glob:**/betrace.db-*");
    }
}
