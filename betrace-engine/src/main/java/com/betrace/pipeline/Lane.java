package com.betrace.pipeline;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.ClosedTrace;
import com.betrace.assembly.TraceAssembler;
import com.betrace.detection.Detector;
import com.betrace.detection.EvaluationTimer;
import com.betrace.detection.RuleHealth;
import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread with its queue, assembler and detector. Everything about a trace happens on this thread, so nothing here is
 * locked but the way in. Due traces are closed before each batch and within a large one, so that no amount of ingest keeps
 * a trace open.
 */
final class Lane implements Runnable {

    private static final Logger LOG = System.getLogger(Lane.class.getName());

    private static final long TICK_MILLIS = 50;
    private static final int SPANS_PER_TURN = 256;
    private static final int VIOLATIONS_PER_REPORT = 500;

    private final PipelinePorts ports;
    private final QueueRoom room;
    private final BlockingQueue<SpanBatch> queue = new LinkedBlockingQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final TraceAssembler<RuleSet> assembler;
    private final Detector detector;
    private final List<Violation> found = new ArrayList<>();
    private final Consumer<Violation> finder = found::add;
    private volatile LaneCounts published = LaneCounts.NONE;
    private volatile boolean abandoned;
    private long duplicates;
    private long late;
    private long inClosedTraces;
    private boolean sinkFails;
    private long failures;

    Lane(PipelineOptions options, PipelinePorts ports, RuleHealth health) {
        this.ports = ports;
        this.room = new QueueRoom(
                Math.max(1, options.queueSpans() / options.lanes()),
                Math.max(1, options.queueBytes() / options.lanes()));
        this.assembler = new TraceAssembler<>(
                options.completion(),
                options.limits().dividedBy(options.lanes()),
                ports.rules(),
                closed -> survive(() -> judge(closed)));
        this.detector = new Detector(
                ports.rules(),
                health,
                ports.wall(),
                new EvaluationTimer(ports.nanoTime(), ports.metrics()::ruleEvaluated));
    }

    /** Takes room for a batch that {@link #enqueue} or {@link #cancel} must follow; any thread. */
    boolean reserve(SpanBatch batch) {
        return room.reserve(batch);
    }

    void cancel(SpanBatch batch) {
        room.release(batch);
    }

    void enqueue(SpanBatch batch) {
        accepted.addAndGet(batch.size());
        queue.add(batch);
    }

    /** Takes nothing more; {@link #run} ends when what was taken is worked off. Any thread. */
    void finish() {
        room.close();
    }

    /** Ends {@link #run} soon, whatever is left. Any thread. */
    void abandon() {
        abandoned = true;
    }

    /** The accounts as of the last turn. The counts are read first, so that no span is missing from what was accepted. */
    PipelineSnapshot snapshot() {
        LaneCounts counts = published;
        long taken = accepted.get();
        return new PipelineSnapshot(
                1,
                taken,
                taken - counts.processed(),
                counts.duplicates(),
                counts.late(),
                counts.inOpenTraces(),
                counts.inClosedTraces(),
                counts.openTraces(),
                counts.openBytes());
    }

    @Override
    public void run() {
        LaneClock clock = new LaneClock(ports.nanoTime());
        while (!abandoned && !room.isDrained()) {
            SpanBatch batch = poll();
            work(batch, clock);
            if (batch != null) {
                room.release(batch);
            }
        }
        if (!abandoned) {
            survive(() -> assembler.closeAll(CloseReason.SHUTDOWN));
            survive(this::report);
        }
    }

    /** A lane that died would lose every later span of its traces, so it goes on after any failure. */
    private void survive(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            failures++;
            if (Long.bitCount(failures) == 1) { // the 1st, 2nd, 4th, 8th ... so that no failure floods the log
                LOG.log(Level.ERROR, "failure " + failures + " of this lane", e);
            }
        }
    }

    private @Nullable SpanBatch poll() {
        try {
            return queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            abandoned = true;
            return null;
        }
    }

    private void work(@Nullable SpanBatch batch, LaneClock clock) {
        List<Span> spans = batch == null ? List.of() : batch.spans();
        int from = 0;
        do {
            long now = clock.advance();
            List<Span> turn = spans.subList(from, Math.min(spans.size(), from + SPANS_PER_TURN));
            survive(() -> assembler.closeDue(now));
            turn.forEach(span -> survive(() -> take(span, now)));
            survive(this::report);
            from += turn.size();
        } while (from < spans.size() && !abandoned);
    }

    private void take(Span span, long now) {
        Arrival<RuleSet> arrival = assembler.add(span, now);
        if (arrival.outcome() == Arrival.Outcome.DUPLICATE) {
            duplicates++;
            return;
        }
        if (arrival.outcome() == Arrival.Outcome.LATE) {
            late++;
        }
        detector.judge(arrival.context(), span, finder);
    }

    private void judge(ClosedTrace<RuleSet> closed) {
        inClosedTraces += closed.spans().size();
        ports.metrics().traceClosed(closed.closedBy(), closed.spans().size());
        Trace trace = closed.at(ports.wall().instant());
        ports.recentTraces().add(trace);
        detector.judge(closed.context(), trace, finder);
        if (found.size() >= VIOLATIONS_PER_REPORT) {
            reportViolations();
        }
    }

    private void report() {
        LaneCounts before = published;
        LaneCounts now = new LaneCounts(
                duplicates, late, assembler.openSpans(), inClosedTraces, assembler.openTraces(), assembler.openBytes());
        published = now;
        PipelineMetrics metrics = ports.metrics();
        reportCount(now.processed() - before.processed(), metrics::spansProcessed);
        reportCount(now.duplicates() - before.duplicates(), count -> metrics.spansDropped(DropReason.DUPLICATE, count));
        reportCount(now.late() - before.late(), count -> metrics.spansDropped(DropReason.LATE, count));
        detector.drainVerdicts(metrics::verdicts);
        reportViolations();
    }

    private static void reportCount(long count, LongConsumer metric) {
        if (count > 0) {
            metric.accept(count);
        }
    }

    private void reportViolations() {
        if (found.isEmpty()) {
            return;
        }
        List<Violation> violations = List.copyOf(found);
        found.clear();
        violations.forEach(ports.metrics()::violationFound);
        try {
            ports.sink().accept(violations);
            sinkFails = false;
        } catch (RuntimeException e) {
            ports.metrics().violationsLost(violations.size());
            if (!sinkFails) {
                LOG.log(Level.ERROR, "violations are lost, because they cannot be stored", e);
            }
            sinkFails = true;
        }
    }

    /** What {@link #run} publishes after each turn; exact among themselves. */
    private record LaneCounts(
            long duplicates, long late, long inOpenTraces, long inClosedTraces, long openTraces, long openBytes) {

        static final LaneCounts NONE = new LaneCounts(0, 0, 0, 0, 0, 0);

        long processed() {
            return duplicates + late + inOpenTraces + inClosedTraces;
        }
    }
}
