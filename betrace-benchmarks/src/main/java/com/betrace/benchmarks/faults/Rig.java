package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Audit;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Courier;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Finding;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.target.Endpoints;
import com.betrace.benchmarks.faults.target.Launch;
import com.betrace.benchmarks.faults.target.Metrics;
import com.betrace.benchmarks.faults.target.ServiceApi;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.v1.Pipeline;
import com.betrace.v1.Violation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service that is started again and again on the same data, and the book of those who send to it. */
final class Rig implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    private final Launch launch;
    private final Book book;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable ServiceProcess process;
    private volatile @Nullable Endpoints endpoints;

    Rig(Launch launch, Book book) {
        this.launch = launch;
        this.book = book;
    }

    /** Starts a process and does not wait for it. */
    ServiceProcess begin() throws IOException {
        ServiceProcess started = ServiceProcess.start(launch);
        process = started;
        return started;
    }

    /** Starts the service and waits until it is ready. */
    ServiceProcess start() throws IOException, InterruptedException {
        ServiceProcess started = begin();
        endpoints = started.awaitReady();
        return started;
    }

    /** Senders that find the service wherever it is started next. */
    Crowd crowd(long seed) {
        return new Crowd(book, () -> endpoints, client, seed);
    }

    /** One sender that sends what it is told. */
    Courier courier() {
        return crowd(0).courier(new Manners(1, 1, 0, true, 20, 0));
    }

    ServiceApi api() {
        Endpoints now = endpoints;
        if (now == null) {
            throw new IllegalStateException("the service does not run");
        }
        return new ServiceApi(client, now);
    }

    Endpoints endpoints() {
        Endpoints now = endpoints;
        if (now == null) {
            throw new IllegalStateException("the service does not run");
        }
        return now;
    }

    /** Senders wait from now on. */
    void gone() {
        endpoints = null;
    }

    /** Waits until every trace is judged and what was found is stored; then no span may be missing from the accounts. */
    void awaitQuiet(Duration atMost, Protocol protocol) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Pipeline pipeline = api().pipeline();
        boolean quiet = isQuiet(pipeline);
        while (!quiet && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
            pipeline = api().pipeline();
            quiet = isQuiet(pipeline);
        }
        protocol.require(quiet, "not all traces were judged after " + atMost + ": " + pipeline);
        protocol.require(
                pipeline.getSpans().getBalanced() && pipeline.getIntake().getBalanced(),
                "the accounts do not balance: " + pipeline);
    }

    private boolean isQuiet(Pipeline pipeline) throws IOException, InterruptedException {
        return pipeline.getSpans().getQueued() == 0
                && pipeline.getTraces().getOpen() == 0
                && pipeline.getTraces().getUnjudged() == 0
                && api().metrics().sum("betrace_violations_queued") == 0;
    }

    /** How many traces closed since the last start, by reason in lower case. */
    Map<String, Long> closed() throws IOException, InterruptedException {
        return Closings.of(api().pipeline());
    }

    /** All that the service lists, in every state. The clock of the service may be wrong by some hours. */
    List<Violation> violations() throws IOException, InterruptedException {
        Instant now = Instant.now();
        return api().violations(now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS));
    }

    /** Where rules ran out of their time nobody knows what they would have found; the audit tells whether it was missed. */
    void noteTime(Protocol protocol) throws IOException, InterruptedException {
        Metrics metrics = api().metrics();
        long undecided = metrics.sum("betrace_verdicts_total", "reason", "budget")
                + metrics.sum("betrace_verdicts_total", "reason", "error");
        protocol.note("undecided for lack of time", undecided);
    }

    /** Holds what is listed against the book; all that was sent must be acknowledged and judged. */
    void audit(List<Violation> listed, Protocol protocol) {
        List<Finding> expected = book.ledger().findings();
        protocol.note("traces", book.ledger().allTraces());
        protocol.note("spans", book.ledger().spans());
        protocol.note("violations", expected.size());
        protocol.addProblems(Audit.of(expected, listed).problems());
        protocol.require(
                book.tally().wrongAnswers().isEmpty(),
                "answers that a good request must not get: " + book.tally().wrongAnswers());
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
