package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar as a process of its own, on free ports; what it prints goes to a file. */
public final class BetraceProcess implements AutoCloseable {

    private static final Path JAR = RunningBetrace.ROOT.resolve("betrace-service/target/betrace.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private BetraceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command of the launcher with a data directory and further environment. */
    public static BetraceProcess start(Path data, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> java =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        return start(java, data, environment, arguments);
    }

    /** The same by the launcher itself. */
    public static BetraceProcess launch(Path data, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of(RunningBetrace.ROOT.resolve("betrace").toString()), data, environment, arguments);
    }

    private static BetraceProcess start(
            List<String> program, Path data, Map<String, String> environment, String... arguments) throws IOException {
        Path output = Files.createTempFile("betrace", ".log");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(RunningBetrace.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        for (String port : List.of("HTTP", "ADMIN", "GRPC", "OTLP_GRPC", "OTLP_HTTP")) {
            builder.environment().put("BETRACE_" + port + "_PORT", "0");
        }
        builder.environment().put("BETRACE_DATA_DIR", data.toString());
        // Whoever counts what is stored counts all of it.
        builder.environment().put("BETRACE_VIOLATIONS_PER_MINUTE", "1000000");
        builder.environment().putAll(environment);
        return new BetraceProcess(builder.start(), output);
    }

    /** Starts the service and waits until it says that it is ready. */
    public static BetraceProcess server(Path data) throws IOException {
        BetraceProcess betrace = start(data, Map.of(), "server", "config.yml");
        betrace.awaitOutput("ready in");
        return betrace;
    }

    public void awaitOutput(String text) {
        await().atMost(START_LIMIT).untilAsserted(() -> {
            assertThat(printed()).contains(text);
        });
    }

    public String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port that the line of the start names, such as {@code gRPC 127.0.0.1:50051}. */
    public int port(String door) {
        Matcher line = Pattern.compile(Pattern.quote(door) + " +(?:http://)?[^ :]+:(\\d+)")
                .matcher(printed());
        assertThat(line.find()).as("%s in: %s", door, printed()).isTrue();
        return Integer.parseInt(line.group(1));
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public Process process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
