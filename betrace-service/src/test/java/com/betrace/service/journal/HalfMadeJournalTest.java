package com.betrace.service.journal;

import static com.betrace.service.journal.JournalSpans.spans;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first start that was killed while it made the journal leaves nothing that a next start stumbles over. */
class HalfMadeJournalTest {

    @TempDir
    private Path directory;

    private Path database() {
        return directory.resolve("journal.db");
    }

    private void assertWorks() {
        try (JournalRun run = new JournalRun(directory).open()) {
            assertThat(run.replay().entries).isEmpty();
            assertThat(run.append(spans(1, 1))).isEqualTo(1);
            assertThat(run.counts.quarantined).hasValue(0);
        }
    }

    /** As a kill leaves it: pages of a transaction in the file, and what they were beside it. */
    @Test
    void e1_killedWithinATransactionBeforeWalMode_startsEmpty() throws SQLException, IOException {
        Path other = directory.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = 2");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE t (x BLOB)");
            for (int row = 0; row < 50; row++) {
                statement.execute("INSERT INTO t VALUES (randomblob(4000))");
            }
            Files.copy(other, database());
            Files.copy(Path.of(other + "-journal"), Path.of(database() + "-journal"));
            statement.execute("ROLLBACK");
        }
        assertThat(Files.size(database())).isPositive();
        assertThat(Path.of(database() + "-journal")).isNotEmptyFile();

        assertWorks();
    }

    @Test
    void e1_killedBeforeItsTablesWereMade_startsEmpty() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
        }

        assertWorks();
    }
}
