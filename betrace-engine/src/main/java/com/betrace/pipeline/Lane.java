package com.betrace.pipeline;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.ClosedTrace;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.TraceAssembler;
import com.betrace.detection.Detector;
import com.betrace.detection.OpenJudgment;
import com.betrace.detection.RuleHealth;
import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.model.ViolationUpdate;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final long DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long JUDGING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PipelinePorts ports;
    private final QueueRoom room;
    private final BlockingQueue<SpanBatch> queue = new LinkedBlockingQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final TraceAssembler<Opened> assembler;
    private final Detector detector;
    private final LaneClock clock;
    private final List<Violation> found = new ArrayList<>();

    /** Traces that have closed and are not judged yet. */
    private final Deque<Closing> closed = new ArrayDeque<>();

    private Patience patience;
    private final int maxUnjudgedSpans;
    private long unjudgedSpans;
    private long lastDue;
    private volatile LaneCounts published = LaneCounts.NONE;
    private volatile boolean abandoned;
    private long duplicates;
    private long late;
    private long inClosedTraces;
    private boolean sinkFails;
    private long failures;

    Lane(PipelineOptions options, PipelinePorts ports, RuleHealth health) {
        this.ports = ports;
        this.room = new QueueRoom(Math.max(1, options.queueBytes() / options.lanes()));
        this.maxUnjudgedSpans = 50_000;
        this.clock = new LaneClock(ports.nanoTime());
        this.detector = new Detector(
                new Detector.Inputs(ports.rules(), health, ports.wall(), ports.nanoTime(), options.traceBudget()),
                new Findings());
        this.assembler = new TraceAssembler<>(
                options.completion(), options.limits().dividedBy(options.lanes()), this::begin, this::closed);
        this.patience = Patience.of(RuleSet.EMPTY, options.completion());
    }

    /** Takes room for a batch that {@link #enqueue} or {@link #cancel} must follow; any thread. */
    boolean reserve(SpanBatch batch) {
        return room.reserve(batch);
    }

    void cancel(SpanBatch batch) {
        room.release(batch);
    }

    void enqueue(SpanBatch batch, long entry) {
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
        while (!abandoned && !room.isDrained()) {
            SpanBatch batch = poll();
            work(batch);
            if (batch != null) {
                room.release(batch);
            }
        }
        if (!abandoned) {
            survive(() -> assembler.closeAll(CloseReason.SHUTDOWN));
            while (!closed.isEmpty() && !abandoned) {
                judgeSome();
                survive(this::report);
            }
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

    /** Waits a tick for spans, or not at all while there are traces to judge. */
    private @Nullable SpanBatch poll() {
        try {
            return closed.isEmpty() ? queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS) : queue.poll();
        } catch (InterruptedException e) {
            abandoned = true;
            return null;
        }
    }

    private void work(@Nullable SpanBatch batch) {
        List<Span> spans = batch == null ? List.of() : batch.spans();
        int from = 0;
        do {
            long now = clock.advance();
            List<Span> turn = spans.subList(from, Math.min(spans.size(), from + SPANS_PER_TURN));
            closeDue(now);
            turn.forEach(span -> survive(() -> take(span, now)));
            judgeSome();
            survive(this::report);
            from += turn.size();
        } while (from < spans.size() && !abandoned);
    }

    private void closeDue(long now) {
        lastDue = now;
        survive(() -> assembler.closeDue(now));
    }

    /** A trace that falls due while others are judged closes on time, and is judged after them. */
    private void closeDueBetweenRules() {
        long now = clock.within();
        if (now - lastDue >= DUE_NANOS) {
            closeDue(now);
        }
    }

    private Opened begin() {
        OpenJudgment judgment = detector.begin();
        patience = patience.with(judgment.rules());
        return new Opened(judgment, patience);
    }

    private void closed(ClosedTrace<Opened> trace) {
        inClosedTraces += trace.spans().size();
        unjudgedSpans += trace.spans().size();
        ports.metrics().traceClosed(trace.closedBy(), trace.spans().size());
        closed.add(new Closing(trace.context().judgment(), trace.at(ports.wall().instant())));
    }

    /** One, and more for a while, so that the next spans are taken; without end where too much waits to be judged. */
    private void judgeSome() {
        long start = ports.nanoTime().getAsLong();
        for (boolean goOn = true; goOn && !closed.isEmpty() && !abandoned; ) {
            judgeNext();
            goOn = unjudgedSpans > maxUnjudgedSpans || ports.nanoTime().getAsLong() - start < JUDGING_NANOS;
        }
    }

    private void judgeNext() {
        Closing closing = closed.remove();
        unjudgedSpans -= closing.trace().spans().size();
        survive(() -> judge(closing));
    }

    private void take(Span span, long now) {
        Arrival<Opened> arrival = assembler.add(span, now);
        if (arrival.outcome() == Arrival.Outcome.DUPLICATE) {
            duplicates++;
            return;
        }
        if (arrival.outcome() == Arrival.Outcome.LATE) {
            late++;
            detector.judgeLate(span);
            return;
        }
        CompletionPolicy wanted = arrival.context().patience().wantedFor(span);
        if (wanted != null) {
            assembler.hold(span.traceId(), wanted);
        }
        detector.judge(arrival.context().judgment(), span);
    }

    private void judge(Closing closing) {
        ports.recentTraces().add(closing.trace());
        detector.judge(closing.judgment(), closing.trace(), this::closeDueBetweenRules);
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
        List<ViolationUpdate> violations = List.copyOf(found);
        found.clear();
        try {
            ports.sink().accept(new Judged(violations, List.of()));
            sinkFails = false;
        } catch (RuntimeException e) {
            ports.metrics().violationsLost(violations.size());
            if (!sinkFails) {
                LOG.log(Level.ERROR, "violations are lost, because they cannot be stored", e);
            }
            sinkFails = true;
        }
    }

    /** What is kept with an open trace: how it is judged, and which of its rules hold it open. */
    private record Opened(OpenJudgment judgment, Patience patience) {}

    /** A trace that waits to be judged. */
    private record Closing(OpenJudgment judgment, Trace trace) {}

    /** Keeps what the detector finds until it is reported. */
    private final class Findings implements Detector.Listener {

        @Override
        public void found(Violation violation, boolean completes) {
            found.add(violation);
            if (!completes) {
                ports.metrics().violationFound(violation);
            }
        }

        @Override
        public void evaluated(RuleScope scope, long nanos) {
            ports.metrics().ruleEvaluated(scope, nanos);
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
