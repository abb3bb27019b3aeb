package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.RootlessTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.v1.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Traces that stay open fill the memory, in requests so large that they pass the soft mark and the hard one: some close by MEMORY,
 * the rest when they are idle, and all of them know that they are not whole.
 */
public record MemoryShortage(long traces) implements Scenario {

    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final Manners MANNERS = new Manners(400, 400, 0, false, 50, 0);
    private static final int SENDERS = 16;
    private static final int SPANS = 10;
    private static final long HEAP_MIB = 256;
    private static final String MEMORY = "8MiB";
    private static final long POLL_MILLIS = 200;

    @Override
    public String title() {
        return "B17 memory runs short";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        TraceIds ids = new TraceIds(setting.seed());
        Book book = Book.of(ids, new RootlessTraces(SPANS));
        Rig rig = new Rig(
                setting.launch("memory-shortage")
                        .withCompletion(IDLE, IDLE)
                        .withHeap(HEAP_MIB)
                        .withEnvironment("BETRACE_MEMORY", MEMORY),
                book);
        try (rig) {
            ServiceWatch memory = new ServiceWatch(rig, rig.start(), HEAP_MIB);
            Crowd crowd = rig.crowd(setting.seed());
            crowd.add(SENDERS, MANNERS);
            while (book.begun() < traces) {
                memory.look();
                Thread.sleep(POLL_MILLIS);
            }
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            rig.awaitQuiet(SETTLE, protocol);
            Map<String, Long> closed = rig.closed();
            protocol.note("traces", book.ledger().allTraces());
            protocol.note("refusals", book.tally().answers(Answer.Kind.REFUSED));
            protocol.note("closed", closed);
            rig.noteTime(protocol);
            requireFlags(closed, rig.violations(), book, protocol);
        }
    }

    private static void requireFlags(Map<String, Long> closed, List<Violation> listed, Book book, Protocol protocol) {
        long traces = book.ledger().allTraces();
        protocol.require(
                closed.keySet().stream().allMatch(reason -> reason.equals("memory") || reason.equals("idle")),
                "traces closed for other reasons than memory and being idle: " + closed);
        protocol.require(closed.getOrDefault("memory", 0L) > 0, "the hard mark was never passed: " + closed);
        protocol.require(
                closed.values().stream().mapToLong(count -> count).sum() == traces,
                "of " + traces + " acknowledged traces closed " + closed);
        long undecided = listed.stream()
                .filter(violation -> violation.getVerdict().equals("UNDECIDED")
                        && violation.getUndecidedReason().equals("PARTIAL"))
                .count();
        long expected = traces * RootlessTraces.UNDECIDED_RULES;
        protocol.require(
                undecided == expected && listed.size() == expected,
                undecided + " of " + listed.size() + " violations are undecided for being partial, expected "
                        + expected);
        protocol.require(
                book.tally().wrongAnswers().isEmpty(),
                "answers that a good request must not get: " + book.tally().wrongAnswers());
    }
}
