package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static com.betrace.store.TestChanges.put;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.store.ViolationCriteria;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the service says, and what it leaves alone, when its storage cannot be opened. */
class StorageFaultsTest {

    private static final int HEADER = 16;

    @TempDir
    private Path temporary;

    private Path file(String name) {
        return temporary.resolve(name);
    }

    private Path database() {
        return file("betrace.db");
    }

    private AbstractThrowableAssert<?, ?> assertOpening(Path directory) {
        return assertThatThrownBy(() -> OpenDatabase.in(directory).close()).isInstanceOf(StorageException.class);
    }

    private void createDatabase() {
        try (OpenDatabase open = OpenDatabase.in(temporary)) {
            put(open.rules(), rule("kept", "true"));
            for (int batch = 0; batch < 20; batch++) {
                open.violations().write(TestViolations.violations(batch * 100 + 1, batch * 100 + 100));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void e5_missingDirectory_isCreatedWithItsParents() {
        try (OpenDatabase open = OpenDatabase.in(file("a/b/c"))) {
            put(open.rules(), rule("a", "true"));
        }

        assertThat(file("a/b/c/betrace.db")).exists();
    }

    @Test
    void e5_linkToADirectory_isADirectory() throws IOException {
        Files.createDirectory(file("real"));
        Files.createSymbolicLink(file("link"), file("real"));

        OpenDatabase.in(file("link")).close();

        assertThat(file("real/betrace.db")).exists();
    }

    @Test
    void e5_fileInPlaceOfTheDirectory_isRefused() throws IOException {
        Files.writeString(file("data"), "mine");

        assertOpening(file("data"))
                .hasMessage("data directory " + file("data") + " is a file, expected a directory. Set BETRACE_DATA_DIR"
                        + " (database.dataDirectory) to a directory that user '" + System.getProperty("user.name")
                        + "' may write to.");
        assertThat(file("data")).hasContent("mine");
    }

    @Test
    void e5_directoryThatCannotBeCreated_isRefused() throws IOException {
        Files.writeString(file("file"), "mine");

        assertOpening(file("file/data"))
                .hasMessageStartingWith(
                        "data directory " + file("file/data") + " does not exist and cannot be created (")
                .hasMessageContaining("BETRACE_DATA_DIR");
    }

    @Test
    void e5_unwritableDirectory_isRefused() throws IOException {
        Path directory = Files.createDirectory(file("data"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(directory), "this user may write everywhere");

        assertOpening(directory)
                .hasMessageStartingWith("data directory " + directory + " cannot be written to (")
                .hasMessageContaining("BETRACE_DATA_DIR");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void e5_directoryOfAReadOnlyFileSystem_isRefused() {
        assertOpening(Path.of("/proc/self/task"))
                .hasMessageStartingWith("data directory /proc/self/task cannot be written to (");
    }

    @Test
    void e5_directoryInPlaceOfTheDatabase_isRefused() throws IOException {
        Files.createDirectory(database());

        assertOpening(temporary).hasMessageStartingWith("database " + database() + " cannot be opened");
    }

    @Test
    void e6_directoryUsedByTheSameProcess_isRefusedAndTheFirstGoesOn() {
        try (OpenDatabase first = OpenDatabase.in(temporary)) {
            assertOpening(temporary)
                    .hasMessageStartingWith("data directory " + temporary + " is used by another BeTrace process (pid "
                            + ProcessHandle.current().pid() + "). Stop that one, or set BETRACE_DATA_DIR");
            put(first.rules(), rule("a", "true"));
            assertThat(first.rules().list()).hasSize(1);
        }
        OpenDatabase.in(temporary).close();
    }

    @Test
    void e6_directoryUsedByAnotherProcess_isRefusedUntilThatEnds() throws Exception {
        Process other = ChildProcess.start(LockHolder.class, temporary);
        try {
            assertOpening(temporary)
                    .hasMessageContaining("is used by another BeTrace process (pid " + other.pid() + ")");
        } finally {
            other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        OpenDatabase.in(temporary).close();
    }

    @Test
    void e6_databaseLockedBySomeoneElse_isRefused() throws SQLException {
        createDatabase();
        try (Connection browser = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = browser.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertOpening(temporary)
                    .hasMessage("database " + database() + " is locked by another process (waited 100 milliseconds)."
                            + " Close the program that has it open, for instance a database browser, and start again.");
            statement.execute("ROLLBACK");
        }
        OpenDatabase.in(temporary).close();
    }

    @Test
    void e6_fileThatIsNoDatabase_isRefusedAndStaysAsItIs() throws IOException {
        Files.writeString(database(), "this is not a database ".repeat(1_000));
        byte[] before = Files.readAllBytes(database());

        assertOpening(temporary)
                .hasMessageStartingWith("database " + database() + " is damaged: ")
                .hasMessageContaining("BeTrace did not touch it. Restore a backup");
        assertThat(database()).hasBinaryContent(before);
    }

    @Test
    void e6_overwrittenPages_areFoundAndStayAsTheyAre() throws IOException {
        createDatabase();
        byte[] damaged = Files.readAllBytes(database());
        Arrays.fill(damaged, damaged.length / 3, damaged.length / 2, (byte) 0x5a);
        Files.write(database(), damaged);

        assertOpening(temporary).hasMessageStartingWith("database " + database() + " is damaged: ");
        assertThat(database()).hasBinaryContent(damaged);
    }

    @Test
    void e6_truncatedFile_isFoundAndStaysAsItIs() throws IOException {
        createDatabase();
        byte[] whole = Files.readAllBytes(database());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Files.write(database(), half);

        assertOpening(temporary).hasMessageStartingWith("database " + database() + " is damaged: ");
        assertThat(database()).hasBinaryContent(half);
    }

    @Test
    void e6_overwrittenHeader_isFoundAndStaysAsItIs() throws IOException {
        createDatabase();
        byte[] damaged = Files.readAllBytes(database());
        Arrays.fill(damaged, 0, HEADER, (byte) 0);
        Files.write(database(), damaged);

        assertOpening(temporary).hasMessageStartingWith("database " + database() + " is damaged: ");
        assertThat(database()).hasBinaryContent(damaged);
    }

    @Test
    void e6_databaseOfAnotherProgram_isRefusedAndStaysAsItIs() throws Exception {
        execute("CREATE TABLE addresses (name TEXT)");
        byte[] before = Files.readAllBytes(database());

        assertOpening(temporary)
                .hasMessageStartingWith(
                        "database " + database() + " cannot be brought to the schema of this BeTrace: ");
        assertThat(database()).hasBinaryContent(before);
    }

    @Test
    void e9_schemaNewerThanTheService_isRefusedAndStaysAsItIs() throws Exception {
        createDatabase();
        execute(
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'from the future', type, 'V99__future.sql', checksum,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE installed_rank = 1");
        byte[] before = Files.readAllBytes(database());

        assertOpening(temporary)
                .hasMessage(
                        "database " + database() + " has schema version 99, this BeTrace knows versions up to 9. It was"
                                + " written by a newer release: run that one, or restore a backup from before the upgrade.");
        assertThat(database()).hasBinaryContent(before);
    }

    @Test
    void killedProcess_leavesWhatItAcknowledgedAndTheNextGoesOn() throws Exception {
        Process process = ChildProcess.start(EndlessWriter.class, temporary);
        long acknowledged = Long.parseLong(ChildProcess.awaitLine(process, 20));
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        try (OpenDatabase open = OpenDatabase.in(temporary)) {
            long found = open.violations().count(ViolationCriteria.SHOWN, Long.MAX_VALUE);
            assertThat(found).isGreaterThanOrEqualTo(acknowledged);
            assertThat(open.rules().list()).hasSizeGreaterThanOrEqualTo((int) acknowledged / EndlessWriter.BATCH);
            assertThat(open.violations()
                            .write(List.of(violation(found + 1)))
                            .get(0)
                            .seq())
                    .isEqualTo(found + 1);
        }
    }

    @Test
    void e3_fullDisk_failsTheWriteAndTheNextOneWorks() throws Exception {
        try (OpenDatabase open = OpenDatabase.in(temporary)) {
            open.violations().write(List.of(violation(1)));
            open.limitPages(60);

            assertUnavailable(
                    () -> open.violations().write(TestViolations.violations(2, 1_000)), "database or disk is full");
            assertThat(open.violations().get(violation(2).id())).isEmpty();

            open.limitPages(1_000_000);
            open.violations().write(TestViolations.violations(2, 1_000));
            assertThat(open.violations().get(violation(1_000).id())).isPresent();
        }
    }

    @Test
    void e6_databaseLockedWhileRunning_makesWritesUnavailableAndReadsGoOn() throws Exception {
        try (OpenDatabase open = OpenDatabase.in(temporary);
                Connection browser = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = browser.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertUnavailable(() -> put(open.rules(), rule("a", "true")), "database is locked");
            assertThat(open.rules().list()).isEmpty();

            statement.execute("ROLLBACK");
            put(open.rules(), rule("a", "true"));
            assertThat(open.rules().list()).hasSize(1);
        }
    }

    private static void assertUnavailable(ThrowingCallable write, String reason) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageStartingWith("the database cannot be written at the moment: ")
                .hasMessageContaining(reason);
    }
}
