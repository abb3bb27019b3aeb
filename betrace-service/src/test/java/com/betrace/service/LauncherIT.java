package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does beside starting Java. */
class LauncherIT {

    private static final Map<String, String> AT_ONCE = Map.of(
            "BETRACE_CLASS_ARCHIVE_AFTER", "0", "JAVA_HOME", System.getProperty("java.home"), "BETRACE_RULES_DIR", "");

    @TempDir
    private Path data;

    @Test
    void server_startedAgain_hasAnArchiveOfItsClasses() throws IOException {
        try (BetraceProcess first = BetraceProcess.launch(data, AT_ONCE, "server")) {
            first.awaitOutput("ready in");
            await().atMost(Duration.ofMinutes(2)).until(() -> !archives().isEmpty());
            assertThat(archives())
                    .singleElement()
                    .satisfies(archive -> assertThat(archive).isNotEmptyFile());
            await().untilAsserted(() -> assertThat(left()).isEmpty());
        }
        try (BetraceProcess second = BetraceProcess.launch(data, AT_ONCE, "server")) {
            second.awaitOutput("ready in");
            assertThat(second.process().info().arguments().orElseThrow())
                    .anyMatch(argument -> argument.contains(archives().get(0).toString()));
        }
    }

    @Test
    void server_archiveSwitchedOff_makesNone() throws IOException {
        Map<String, String> off = Map.of(
                "BETRACE_CLASS_ARCHIVE", "off", "JAVA_HOME", System.getProperty("java.home"), "BETRACE_RULES_DIR", "");
        try (BetraceProcess betrace = BetraceProcess.launch(data, off, "server")) {
            betrace.awaitOutput("ready in");
            assertThat(betrace.process().children()).isEmpty();
            assertThat(archives()).isEmpty();
        }
    }

    private List<Path> archives() {
        return inData(file -> file.toString().endsWith(".archive"));
    }

    /** What the making of it leaves behind. */
    private List<Path> left() {
        return inData(file -> file.getFileName().toString().startsWith("classes.") && Files.isDirectory(file));
    }

    private List<Path> inData(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(wanted).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
