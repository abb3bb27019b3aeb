package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.benchmarks.faults.target.StuckRequest;
import java.time.Duration;
import java.util.Random;

/** Stops the service by SIGTERM under load, again and again on the same data: open traces go on after the next start. */
public record Termination(int stops) implements Scenario {

    private static final Duration GRACE = Duration.ofMillis(700);
    private static final Duration IDLE = Duration.ofSeconds(40);
    private static final Duration SETTLE = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final Duration BETWEEN_SIGNALS = Duration.ofMillis(150);

    private static final Manners MANNERS = new Manners(8, 3, 8, true, 30, 0.02);
    private static final int SENDERS = 4;
    private static final int SHORTEST_LIFE = 500;
    private static final int LONGEST_LIFE = 1_500;

    @Override
    public String title() {
        return "E10 stopped under load";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        Random random = new Random(setting.seed());
        TraceIds ids = new TraceIds(random.nextLong());
        Book book = Book.of(ids, new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(4, 1, 0.08)));
        try (Rig rig = new Rig(
                setting.launch("termination").withCompletion(GRACE, IDLE).withQuickStart(), book)) {
            ServiceProcess service = rig.start();
            Crowd crowd = rig.crowd(random.nextLong());
            crowd.add(SENDERS, MANNERS);
            long slowest = 0;
            for (int stop = 0; stop < stops; stop++) {
                Thread.sleep(SHORTEST_LIFE + random.nextInt(LONGEST_LIFE));
                slowest = Math.max(slowest, stop(rig, service, protocol));
                service = rig.start();
            }
            protocol.note("stops", stops);
            protocol.note("slowest", slowest + " ms");
            stopTwice(rig, service, protocol);
            rig.start();
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            rig.awaitQuiet(SETTLE, protocol);
            rig.noteTime(protocol);
            rig.audit(rig.violations(), protocol);
        }
    }

    /** Returns how many milliseconds it took. */
    private static long stop(Rig rig, ServiceProcess service, Protocol protocol) throws InterruptedException {
        long start = System.nanoTime();
        service.terminate();
        protocol.require(service.awaitExit(STOP_LIMIT), "not stopped " + STOP_LIMIT + " after SIGTERM");
        rig.gone();
        service.kill();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** A stop that waits for a request that never ends, and a second SIGTERM that will not. */
    private static void stopTwice(Rig rig, ServiceProcess service, Protocol protocol) throws Exception {
        try (StuckRequest stuck = StuckRequest.to(rig.endpoints())) {
            service.terminate();
            protocol.require(!service.awaitExit(BETWEEN_SIGNALS), "stopped in no time, in spite of " + stuck);
            long start = System.nanoTime();
            service.terminate();
            protocol.require(service.awaitExit(STOP_LIMIT), "still there " + STOP_LIMIT + " after the second SIGTERM");
            protocol.note(
                    "second signal", Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
            protocol.require(
                    service.printed().contains("second SIGTERM"), "the second SIGTERM did not end the process");
            rig.gone();
            service.kill();
        }
    }
}
