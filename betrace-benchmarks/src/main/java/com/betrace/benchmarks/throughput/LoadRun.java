package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.Workload;
import com.betrace.benchmarks.faults.target.Endpoints;
import com.betrace.benchmarks.faults.target.Launch;
import com.betrace.benchmarks.faults.target.ServiceApi;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.v1.Pipeline;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One load on a fresh service. What it found must be exactly what was in the traces, or the run is void. */
final class LoadRun {

    private static final Duration ROOT_GRACE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private final Launch launch;
    private final Load load;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LoadRun(Launch launch, Load load) {
        this.launch = launch.withCompletion(ROOT_GRACE, IDLE).withEnvironment("BETRACE_JOURNAL", load.journal());
        this.load = load;
    }

    /** What is done while senders send. */
    interface Measurement<T> {
        T of(Senders senders, ServiceProcess service, ServiceApi api) throws IOException, InterruptedException;
    }

    Figures run() throws IOException, InterruptedException {
        return run(
                (senders, service, api) -> new Meter(senders, service.pid()).measure(load.warmUp(), load.measured()));
    }

    <T> T run(Measurement<T> measurement) throws IOException, InterruptedException {
        writeRules();
        try (ServiceProcess service = ServiceProcess.start(launch)) {
            Endpoints endpoints = service.awaitReady();
            ServiceApi api = new ServiceApi(client, endpoints);
            Senders senders = new Senders(new AtomicLong(), load.spansPerSecond() / load.threads());
            senders.start(
                    load.threads(), load.transport(), () -> load.transport().connect(endpoints, client));
            T measured;
            try {
                measured = measurement.of(senders, service, api);
            } finally {
                senders.stop();
            }
            awaitQuiet(api);
            requireAll(api, senders);
            service.terminate(); // So that what --jvm asked for is written.
            service.awaitExit(QUIET);
            return measured;
        }
    }

    private void writeRules() throws IOException {
        Files.createDirectories(launch.rules());
        StringBuilder yaml = new StringBuilder(load.rules() == 0 ? "rules: []\n" : "rules:\n");
        for (int i = 0; i < load.rules(); i++) {
            yaml.append("  - {id: rule-")
                    .append(i)
                    .append(", name: rule-")
                    .append(i)
                    .append(", expression: '");
            yaml.append(Workload.expression(i).replace("'", "''")).append("'}\n");
        }
        Files.writeString(launch.rules().resolve("rules.yaml"), yaml);
    }

    private void awaitQuiet(ServiceApi api) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + QUIET.toNanos();
        while (!isQuiet(api)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not all traces were judged after " + QUIET + ": " + api.pipeline());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isQuiet(ServiceApi api) throws IOException, InterruptedException {
        Pipeline pipeline = api.pipeline();
        return pipeline.getSpans().getQueued() == 0
                && pipeline.getTraces().getOpen() == 0
                && pipeline.getTraces().getUnjudged() == 0
                && api.metrics().sum("betrace_violations_queued") == 0;
    }

    private void requireAll(ServiceApi api, Senders senders) throws IOException, InterruptedException {
        long accepted = api.pipeline().getSpans().getAccepted();
        long found = api.violationCount();
        long expected = load.rules() == 0 ? 0 : senders.violations();
        if (accepted != senders.spans() || found != expected) {
            throw new IOException("void: " + accepted + " spans were taken of " + senders.spans() + " sent, " + found
                    + " violations found of " + expected);
        }
    }
}
