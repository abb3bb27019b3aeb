package com.betrace.service.journal;

import static com.betrace.service.journal.JournalRun.mark;
import static com.betrace.service.journal.JournalSpans.large;
import static com.betrace.service.journal.JournalSpans.spans;
import static com.betrace.service.journal.JournalSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.betrace.pipeline.SpanLog.Append;
import com.betrace.service.journal.file.ConnectionHooks;
import com.betrace.service.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or fail, and files that are not ours to use. */
class JournalFaultsTest {

    @TempDir
    private Path directory;

    private final Disk disk = new Disk();
    private JournalRun run;

    /** A disk that fails when told to. */
    private static final class Disk implements ConnectionHooks {

        private volatile int pages = 1 << 30;
        private volatile boolean failsBefore;
        private volatile boolean failsAfter;

        @Override
        public void opened(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
        }

        @Override
        public void commit(PreparedStatement commit) throws SQLException {
            if (failsBefore) {
                throw new SQLException("disk I/O error");
            }
            commit.execute();
            if (failsAfter) {
                throw new SQLException("disk I/O error");
            }
        }
    }

    private JournalRun open() {
        run = new JournalRun(directory).with(disk).open();
        return run;
    }

    @AfterEach
    void close() {
        if (run != null) {
            run.close();
        }
    }

    private Path database() {
        return directory.resolve("journal.db");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void e3_fullDisk_acknowledgesNothingAndRecoversWhenThereIsSpace() {
        disk.pages = 30;
        open();
        int logged = 0;
        while (run.tryAppend(List.of(large(1, logged + 1, 20_000))) == Append.LOGGED) {
            logged++;
        }
        assertThat(logged).isBetween(2, 15);
        assertThat(run.journal().health().message()).contains("full");
        assertThat(run.tryAppend(List.of(large(1, 500, 20_000)))).isEqualTo(Append.FAILED);

        disk.pages = 1_000;

        assertThat(run.tryAppend(List.of(large(1, 600, 20_000)))).isEqualTo(Append.LOGGED);
        assertThat(run.journal().health().healthy()).isTrue();
        assertThat(run.reopen().replay().spans()).hasSize(logged + 1);
        assertThat(run.counts.quarantined.get()).isZero();
    }

    @Test
    void e3_fullDiskWithoutTraffic_isTriedAgain() {
        open();
        disk.failsBefore = true;
        assertThat(run.tryAppend(spans(1, 1))).isEqualTo(Append.FAILED);
        assertThat(run.journal().health().message()).isEqualTo("it cannot be written: disk I/O error");

        disk.failsBefore = false;

        await().until(() -> run.journal().health().healthy());
    }

    @Test
    void e4_errorWhileCommitting_isNotAcknowledgedAndNotReplayed() {
        open();
        run.append(spans(1, 1));
        disk.failsBefore = true;
        assertThat(run.tryAppend(spans(2, 1))).isEqualTo(Append.FAILED);
        disk.failsBefore = false;
        run.append(spans(3, 1));

        assertThat(run.reopen().replay().spans())
                .extracting(span -> span.spanId().value())
                .containsExactly(1L, 3L);
    }

    /** As when the flush fails: all of the commit is in the file, and yet it is not known to be on the disk. */
    @Test
    void e4_errorWhileFlushingACommit_isNotAcknowledgedAndTakenBack() {
        open();
        run.append(spans(1, 1));
        disk.failsAfter = true;
        assertThat(run.tryAppend(spans(2, 1))).isEqualTo(Append.FAILED);
        assertThat(run.tryAppend(spans(3, 1))).isEqualTo(Append.FAILED);
        disk.failsAfter = false;
        run.append(spans(4, 1));

        assertThat(run.reopen().replay().spans())
                .extracting(span -> span.spanId().value())
                .containsExactly(1L, 4L);
        assertThat(run.counts.failed.get()).isGreaterThanOrEqualTo(2);
        assertThat(run.counts.quarantined.get()).isZero();
    }

    @Test
    void e4_marksThatCannotBeWritten_areWrittenLater() {
        open();
        disk.failsAfter = true;
        run.journal().markClosed(List.of(mark(trace(1), 1), mark(trace(2), 1)));
        run.journal().markClosed(List.of(mark(trace(1), 2)));
        disk.failsAfter = false;
        run.append(spans(1, 9));

        assertThat(run.reopen().replay().marks).containsExactly(mark(trace(2), 1), mark(trace(1), 2));
    }

    @Test
    void e4_errorWhileFreeing_losesNothing() {
        open();
        long entry = run.append(spans(1, 1, 2));
        run.append(spans(2, 3));
        disk.failsAfter = true;
        run.forget(trace(1), entry);
        run.forget(trace(2), entry);
        await().until(() -> !run.journal().health().healthy());
        disk.failsAfter = false;
        await().until(() ->
                run.journal().state().entries() == 1 && run.journal().health().healthy());

        assertThat(run.reopen().replay().spans()).containsExactlyElementsOf(spans(2, 3));
    }

    @Test
    void e5_directoryInPlaceOfTheJournal_isRefused() throws IOException {
        Files.createDirectory(database());

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessage("journal " + database() + " is a directory, expected a file. Move it away.");
    }

    @Test
    void e5_unwritableDirectory_isRefused() throws IOException {
        open().close();
        Files.setPosixFilePermissions(database(), PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(directory), "this user may write everywhere");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("journal " + database() + " cannot be opened for reading and writing: ");
    }

    @Test
    void e6_lockedByAnotherProgram_isRefusedAndStaysAsItIs() throws SQLException {
        open().append(spans(1, 1));
        run.close();
        try (Connection browser = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = browser.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("journal " + database() + " is locked by another process. Close the program that has it"
                            + " open, for instance a database browser, and start again.");
            statement.execute("ROLLBACK");
        }

        assertThat(open().replay().spans()).hasSize(1);
        assertThat(run.counts.quarantined.get()).isZero();
    }

    @Test
    void e6_whileItRuns_nobodyElseGetsIn() throws SQLException {
        open().append(spans(1, 1));

        assertThatThrownBy(() -> execute("PRAGMA busy_timeout = 1", "DELETE FROM entries"))
                .hasMessageContaining("locked");
    }

    @Test
    void e9_schemaNewerThanTheService_isRefusedAndStaysAsItIs() throws Exception {
        open().append(spans(1, 1));
        run.close();
        execute("PRAGMA user_version = 99", "UPDATE state SET version = 99");
        byte[] before = Files.readAllBytes(database());

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("journal " + database()
                        + " has schema version 99, this BeTrace knows versions up to 1. It was written by a newer release:"
                        + " run that one.");
        assertThat(database()).hasBinaryContent(before);
    }
}
