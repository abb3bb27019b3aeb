package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.HugeTrace;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.v1.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One trace of 50 000 spans among small ones: it is cut and says so, and the small ones do not notice. */
public record GiantTrace(int spans) implements Scenario {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(90);
    private static final Manners MANNERS = new Manners(8, 4, 5, true, 30, 0);
    private static final int SENDERS = 4;
    private static final int SPANS_PER_PART = 500;
    private static final int ONE_IN_FAILS = 1_000;
    private static final long GIANT = 1;
    private static final long POLL_MILLIS = 100;

    @Override
    public String title() {
        return "B6 trace of " + spans + " spans";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        TraceIds ids = new TraceIds(setting.seed());
        HugeTrace giant = new HugeTrace(ids, spans, SPANS_PER_PART, ONE_IN_FAILS);
        OrderTraces small = new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(4, 1, 0.08));
        Book book = Book.of(ids, number -> number == GIANT ? giant.plan(number) : small.plan(number));
        try (Rig rig = new Rig(setting.launch("giant-trace").withCompletion(GRACE, IDLE), book)) {
            rig.start();
            Crowd crowd = rig.crowd(setting.seed());
            crowd.add(SENDERS, MANNERS);
            while (book.ledger().wholeAt(GIANT).isEmpty()) {
                Thread.sleep(POLL_MILLIS);
            }
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            rig.awaitQuiet(SETTLE, protocol);
            Map<String, Long> closed = rig.closed();
            protocol.note("closed", closed);
            protocol.require(
                    closed.getOrDefault("span_limit", 0L) + closed.getOrDefault("byte_limit", 0L) == 1
                            && closed.getOrDefault("root", 0L) == book.ledger().allTraces() - 1,
                    "of " + book.ledger().allTraces() + " traces, one of them too large, closed " + closed);
            List<Violation> listed = new ArrayList<>(rig.violations());
            requireNoQuarantine(rig, protocol);
            takeUndecided(listed, ids.trace(GIANT), protocol);
            listed.replaceAll(violation -> asInTime(violation, ids.trace(GIANT)));
            Lateness.of(listed, book, GRACE).note(protocol);
            rig.audit(listed, protocol);
        }
    }

    /** Spans beyond the limit come after the close of their trace: that what is found in them is marked as late is right. */
    private static Violation asInTime(Violation violation, String giant) {
        return violation.getTraceId().equals(giant)
                ? violation.toBuilder().setLate(false).build()
                : violation;
    }

    /** What cannot be known of the large trace is said to be undecided, where rules had the time, and no business of the audit. */
    private static void takeUndecided(List<Violation> listed, String giant, Protocol protocol) {
        List<Violation> undecided = listed.stream()
                .filter(violation -> violation.getTraceId().equals(giant))
                .filter(violation -> violation.getUndecidedReason().equals("PARTIAL"))
                .toList();
        listed.removeAll(undecided);
        protocol.note("undecided of the large one", undecided.size());
    }

    /** A rule that a huge trace is too much for goes on judging all others. */
    private static void requireNoQuarantine(Rig rig, Protocol protocol) throws IOException, InterruptedException {
        long quarantines = rig.api().metrics().sum("betrace_rule_quarantines_total");
        protocol.require(quarantines == 0, "the large trace brought rules into quarantine, " + quarantines + " times");
    }
}
