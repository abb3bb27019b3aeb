package com.betrace.service.cli;

import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.DemoTraces.LiveTrace;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.Violation;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One run of the demo against a service: rules in, traces in, and every violation printed as the service streams it. */
public final class DemoRun implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration JUDGED = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 100;
    /** Findings are stored in the background, a few batches of 20 ms after their trace has closed. */
    private static final long SETTLE_MILLIS = 500;

    private final Console console;
    private final ViolationPrinter printer;
    private final DemoClient client;
    private final DemoScenario scenario;
    private final Endpoints endpoints;
    private final Map<String, Violation> streamed = new ConcurrentHashMap<>();

    DemoRun(Endpoints endpoints, DemoScenario scenario, Console console) {
        this.endpoints = endpoints;
        this.scenario = scenario;
        this.console = console;
        this.printer = new ViolationPrinter(console);
        this.client = new DemoClient(endpoints);
    }

    /** Returns what was streamed for the sample traces, once all of them are judged. */
    Collection<Violation> run() throws InterruptedException, TimeoutException {
        await("the service is not ready", READY, client::isReady);
        loadRules();
        client.watch(this::show);
        List<LiveTrace> traces = sendTraces();
        console.line("");
        await("the sample traces did not close", JUDGED, () -> traces.stream().allMatch(this::isClosed));
        Thread.sleep(SETTLE_MILLIS);
        await(
                "the stream did not show what is stored",
                READY,
                () -> traces.stream().allMatch(this::isShown));
        summarise(traces);
        return List.copyOf(streamed.values());
    }

    private void loadRules() {
        int loaded = 0;
        int kept = 0;
        for (RuleDocument rule : scenario.rules()) {
            try {
                if (client.create(rule)) {
                    loaded++;
                } else {
                    kept++;
                }
            } catch (StatusRuntimeException e) {
                console.line(Tone.BAD, "✘ rule " + rule.getId() + " was refused");
                console.line(
                        String.valueOf(e.getStatus().getDescription()).indent(2).stripTrailing());
            }
        }
        console.line(
                Tone.GOOD,
                "✔ " + loaded + " sample rules loaded" + (kept == 0 ? "" : ", " + kept + " kept as they are stored"));
    }

    private List<LiveTrace> sendTraces() {
        DemoTraces fresh = new DemoTraces(new SplittableRandom(), Instant.now());
        List<LiveTrace> traces = scenario.traces().stream().map(fresh::fresh).toList();
        traces.forEach(trace -> client.export(OtlpRequests.of(trace.spans())));
        int spans = traces.stream().mapToInt(trace -> trace.spans().size()).sum();
        console.line(
                Tone.GOOD,
                "✔ " + traces.size() + " sample traces (" + spans + " spans) sent over OTLP/gRPC to "
                        + endpoints.otlpGrpc());
        return traces;
    }

    private void show(WatchViolationsResponse event) {
        if (event.hasOpened() && streamed.putIfAbsent(event.getOpened().getId(), event.getOpened()) == null) {
            printer.print(event.getOpened());
        }
    }

    private boolean isClosed(LiveTrace trace) {
        return client.isClosed(trace.id().toString());
    }

    private boolean isShown(LiveTrace trace) {
        return client.violationsOf(trace.id().toString()).stream()
                .allMatch(violation -> streamed.containsKey(violation.getId()));
    }

    private void summarise(List<LiveTrace> traces) {
        console.line("");
        for (LiveTrace trace : traces) {
            long found = streamed.values().stream()
                    .filter(violation ->
                            violation.getTraceId().equals(trace.id().toString()))
                    .count();
            String mark = found == 0 ? console.paint(Tone.GOOD, "✔") : console.paint(Tone.BAD, "✘");
            console.line(mark + " " + trace.sample().name()
                    + console.paint(Tone.FAINT, found == 0 ? "  nothing broke" : "  broke " + found + plural(found)));
        }
    }

    private static String plural(long count) {
        return count == 1 ? " rule" : " rules";
    }

    /** Prints where to go from here. */
    void printAddresses() {
        console.line("");
        console.line(console.paint(Tone.STRONG, "BeTrace is running") + " and prints what your own traces break.");
        address("Swagger UI", endpoints.http() + "/docs");
        address("REST", endpoints.http() + "/api/violations");
        address("gRPC", endpoints.grpc() + " (reflection is on)");
        address("OTLP", endpoints.otlpGrpc() + " (gRPC), " + endpoints.otlpHttp() + "/v1/traces (HTTP)");
        address("Metrics", endpoints.http() + "/metrics");
        console.line(Tone.FAINT, "  Stop it with Ctrl+C; the rules and violations stay in the data directory.");
        console.line("");
    }

    private void address(String what, String where) {
        console.line(String.format("  %-11s", what) + console.paint(Tone.NOTE, where));
    }

    private static void await(String otherwise, Duration limit, BooleanSupplier condition)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(otherwise + " within " + limit.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
