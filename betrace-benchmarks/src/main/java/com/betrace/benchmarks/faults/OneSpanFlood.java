package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.SingleSpans;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import java.time.Duration;
import java.util.Map;

/** Nothing but traces of one span with fresh ids, as fast as they are taken, into a small heap. */
public record OneSpanFlood(long traces) implements Scenario {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final Manners MANNERS = new Manners(500, 500, 0, false, 20, 0);
    private static final int SENDERS = 6;
    private static final int ONE_IN_FAILS = 500;
    private static final long POLL_MILLIS = 200;
    private static final long HEAP_MIB = 256;
    private static final String MEMORY = "32MiB";

    @Override
    public String title() {
        return "B8 flood of one-span traces";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        TraceIds ids = new TraceIds(setting.seed());
        Book book = Book.of(ids, new SingleSpans(ids, ONE_IN_FAILS));
        Rig rig = new Rig(
                setting.launch("one-span-flood")
                        .withCompletion(GRACE, GRACE)
                        .withHeap(HEAP_MIB)
                        .withEnvironment("BETRACE_MEMORY", MEMORY),
                book);
        try (rig) {
            ServiceProcess service = rig.start();
            ServiceWatch memory = new ServiceWatch(rig, service, HEAP_MIB);
            Crowd crowd = rig.crowd(setting.seed());
            long start = System.nanoTime();
            crowd.add(SENDERS, MANNERS);
            while (book.begun() < traces) {
                memory.look();
                Thread.sleep(POLL_MILLIS);
            }
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            protocol.note("spans/s", book.ledger().spans() * 1000 / millis);
            rig.awaitQuiet(SETTLE, protocol);
            protocol.note("refusals", book.tally().answers(Answer.Kind.REFUSED));
            memory.requireBounds(protocol);
            Map<String, Long> closed = rig.closed();
            long whole = closed.getOrDefault("root", 0L) + closed.getOrDefault("memory", 0L);
            protocol.note("closed", closed);
            protocol.require(
                    whole == book.ledger().allTraces(),
                    "of " + book.ledger().allTraces() + " traces, each of one span, closed " + closed);
            rig.noteTime(protocol);
            rig.audit(rig.violations(), protocol);
        }
    }
}
