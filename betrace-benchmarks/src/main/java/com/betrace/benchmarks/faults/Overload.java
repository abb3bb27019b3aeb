package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.Tally;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.v1.PipelineRefusal;
import com.betrace.v1.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * First as much as the service takes from a few clients that back off, then about ten times that from many clients,
 * half of which never wait. Each request has whole traces, so that nothing but loss can change a verdict.
 *
 * @param leastGoodput share of the peak that must still be taken under overload; 0 only reports it
 */
public record Overload(Duration warmUp, Duration peak, Duration overload, double leastGoodput) implements Scenario {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SETTLE = Duration.ofSeconds(180);

    /** Generous: beyond the time for which spans waited for their lane, ingest must not keep traces open. */
    private static final long LATEST_MILLIS = 10_000;

    private static final Manners PATIENT = new Manners(30, 30, 0, true, 20, 0);
    private static final Manners KEEN = new Manners(30, 30, 0, false, 50, 0);
    private static final Manners RUDE = new Manners(30, 30, 0, false, 5, 0);
    private static final int PEAK_SENDERS = 6;
    private static final int MORE_SENDERS = 24;
    private static final long HEAP_MIB = 320;
    private static final String MEMORY = "48MiB";
    private static final long LOOK_MILLIS = 500;

    @Override
    public String title() {
        return "D1 D9 B16 tenfold overload";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        TraceIds ids = new TraceIds(setting.seed());
        Book book = Book.of(ids, new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(1, 0.005, 0.001)));
        Rig rig = new Rig(
                setting.launch("overload")
                        .withCompletion(GRACE, IDLE)
                        .withHeap(HEAP_MIB)
                        .withEnvironment("BETRACE_MEMORY", MEMORY),
                book);
        try (rig) {
            ServiceProcess service = rig.start();
            ServiceWatch memory = new ServiceWatch(rig, service, HEAP_MIB);
            Crowd crowd = rig.crowd(setting.seed());
            crowd.add(PEAK_SENDERS, KEEN);
            measure(book, warmUp, memory);
            Rates normal = measure(book, peak, memory);
            crowd.add(MORE_SENDERS / 2, PATIENT);
            crowd.add(MORE_SENDERS / 2, RUDE);
            Rates flooded = measure(book, overload, memory);
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            rig.awaitQuiet(SETTLE, protocol);

            protocol.note("peak", normal.accepted() + " spans/s");
            protocol.note("offered", flooded.offered() + " spans/s");
            protocol.note("goodput", Math.round(100.0 * flooded.accepted() / normal.accepted()) + " %");
            protocol.require(
                    flooded.accepted() >= leastGoodput * normal.accepted(),
                    "goodput fell from " + normal.accepted() + " to " + flooded.accepted() + " spans/s");
            memory.requireBounds(protocol);
            requireRefusals(rig, book.tally(), protocol);
            Closings closings = new Closings();
            closings.count(rig.api().pipeline());
            closings.requireOnlyWhole(protocol);
            List<Violation> listed = rig.violations();
            Lateness lateness = Lateness.of(listed, book, GRACE);
            lateness.note(protocol);
            protocol.note("spans waited", memory.lagMillis() + " ms");
            protocol.require(
                    lateness.longest() <= 2 * memory.lagMillis() + LATEST_MILLIS,
                    "a trace closed " + lateness.longest() + " ms after its time");
            rig.noteTime(protocol);
            rig.audit(listed, protocol);
        }
    }

    /** Every refusal said when to retry, and the service counted as many as its clients. */
    private static void requireRefusals(Rig rig, Tally tally, Protocol protocol)
            throws IOException, InterruptedException {
        long refused = tally.answers(Answer.Kind.REFUSED);
        long counted = rig.api().pipeline().getIntake().getRefusalsList().stream()
                .mapToLong(PipelineRefusal::getRequests)
                .sum();
        protocol.note("refusals", refused);
        protocol.require(refused > 0, "nothing was refused, so the run proves nothing");
        protocol.require(refused == counted, refused + " refusals were seen, the service counted " + counted);
        long unanswered = tally.answers(Answer.Kind.UNREACHABLE);
        protocol.require(unanswered == 0, unanswered + " requests failed without being told when to retry");
    }

    private static Rates measure(Book book, Duration time, ServiceWatch memory)
            throws IOException, InterruptedException {
        Tally tally = book.tally();
        long start = System.nanoTime();
        long accepted = tally.acknowledgedSpans();
        long offered = tally.offeredSpans();
        while (System.nanoTime() - start < time.toNanos()) {
            Thread.sleep(LOOK_MILLIS);
            memory.look();
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new Rates(
                Math.round((tally.acknowledgedSpans() - accepted) / seconds),
                Math.round((tally.offeredSpans() - offered) / seconds));
    }

    /** Spans a second. */
    private record Rates(long accepted, long offered) {}
}
