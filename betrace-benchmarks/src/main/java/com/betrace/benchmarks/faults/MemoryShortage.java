package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.RootlessTraces;
import com.betrace.benchmarks.faults.load.Surge;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.v1.PipelineMemory;
import com.betrace.v1.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Traces that stay open fill the memory. A wave of requests that are all let in before one of them is taken brings it to the hard
 * mark, large requests of many senders keep it full: some traces close by MEMORY, the rest when they are idle, and all of them
 * know that they are not whole.
 */
public record MemoryShortage(long traces) implements Scenario {

    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final Manners MANNERS = new Manners(400, 400, 0, false, 50, 0);
    private static final int SENDERS = 4;
    private static final Manners WAVE = new Manners(20, 20, 0, false, 50, 0);
    private static final int WAVE_REQUESTS = 32;
    private static final int MOST_WAVES = 5;
    private static final Duration WAVE_TIME = Duration.ofSeconds(5);

    /** So full is the memory when a wave comes; the soft mark is at three quarters. */
    private static final double FULL = 0.45;

    private static final int SPANS = 10;
    private static final long HEAP_MIB = 256;
    private static final String MEMORY = "8MiB";
    private static final long POLL_MILLIS = 50;

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
            for (int waves = 0; waves < MOST_WAVES && closedByMemory(rig) == 0; waves++) {
                fill(rig, crowd);
                surge(rig, crowd);
            }
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

    /** Brings the memory to a level well below the soft mark. */
    private static void fill(Rig rig, Crowd crowd) throws Exception {
        while (memory(rig).getUsedBytes() < FULL * memory(rig).getHardBytes()) {
            crowd.deliver(WAVE);
        }
    }

    /** Lets requests end together that fit below the soft mark and become traces that do not fit below the hard one. */
    private static void surge(Rig rig, Crowd crowd) throws Exception {
        long before = memory(rig).getUsedBytes();
        Surge surge = crowd.surge(WAVE_REQUESTS, WAVE);
        long deadline = System.nanoTime() + WAVE_TIME.toNanos();
        while (memory(rig).getUsedBytes() < before + surge.heldBytes() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
        surge.end();
        while (closedByMemory(rig) == 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static PipelineMemory memory(Rig rig) throws Exception {
        return rig.api().pipeline().getMemory();
    }

    private static long closedByMemory(Rig rig) throws Exception {
        return rig.closed().getOrDefault("memory", 0L);
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
