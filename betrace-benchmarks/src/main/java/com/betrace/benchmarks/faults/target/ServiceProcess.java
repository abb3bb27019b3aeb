package com.betrace.benchmarks.faults.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One process of the service, from its start to its end. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final String RULES = "rules.yaml";
    private static final long POLL_MILLIS = 20;
    private static final long KILL_SECONDS = 30;

    private final Process process;
    private final Path output;

    private ServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a process with the data directory, rules (those of the fault runs unless there are others) and environment of the launch; what it prints goes to a file there. */
    public static ServiceProcess start(Launch launch) throws IOException {
        if (!Files.exists(launch.jar())) {
            throw new IOException(launch.jar() + " is missing: run ./betrace build");
        }
        copyRules(launch.rules());
        Path output = Files.createTempFile(launch.directory(), "service-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command(launch))
                .directory(launch.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        for (String port : List.of("HTTP", "ADMIN", "GRPC", "OTLP_GRPC", "OTLP_HTTP")) {
            builder.environment().put("BETRACE_" + port + "_PORT", "0");
        }
        builder.environment().put("BETRACE_DATA_DIR", launch.data().toString());
        builder.environment().put("BETRACE_RULES_DIR", launch.rules().toString());
        // Every violation is audited, so none may be suppressed.
        builder.environment().put("BETRACE_VIOLATIONS_PER_MINUTE", "1000000000");
        builder.environment().putAll(launch.environment());
        Process started = builder.start();
        // A run that is broken off leaves no service behind.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return new ServiceProcess(started, output);
    }

    private static List<String> command(Launch launch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.jvmOptions());
        command.addAll(List.of("-jar", launch.jar().toString(), "server", "config.yml"));
        return command;
    }

    private static void copyRules(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(RULES))) {
            return;
        }
        try (InputStream rules =
                ServiceProcess.class.getResourceAsStream("/com/betrace/benchmarks/faults/rules.yaml")) {
            if (rules == null) {
                throw new IOException("rules.yaml is not in this jar");
            }
            Files.copy(rules, directory.resolve(RULES));
        }
    }

    /** Waits until the service says that it is ready. */
    public Endpoints awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Optional<Endpoints> endpoints = Endpoints.read(printed());
            if (endpoints.isPresent()) {
                return endpoints.get();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("the service did not start; it printed: " + printed());
    }

    public String printed() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " survives being killed");
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP. */
    public void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill " + signal + " " + process.pid() + " ended with " + exit);
        }
    }

    /** False where it still runs after this time. */
    public boolean awaitExit(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessMemory memory() throws IOException {
        return ProcessMemory.of(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
