package com.betrace.pipeline;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.ClosedTrace;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.Outlet;
import com.betrace.assembly.TraceAssembler;
import com.betrace.detection.Detector;
import com.betrace.detection.OpenJudgment;
import com.betrace.detection.RuleHealth;
import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.pipeline.Backlog.Closing;
import com.betrace.rule.RuleSet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final int UPDATES_PER_REPORT = 500;
    private static final long DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long JUDGING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PipelinePorts ports;
    private final QueueRoom room;
    private final LaneMemory memory;
    private final BlockingQueue<Queued> queue = new LinkedBlockingQueue<>();
    private final LaneAccounts accounts = new LaneAccounts();
    private final Outbox outbox;
    private final Backlog backlog = new Backlog();
    private final TraceAssembler<Opened> assembler;
    private final Detector detector;
    private final LaneClock clock;
    private final LogPlace place = new LogPlace();
    private final long maxBacklogBytes;
    private Patience patience;
    private long lastDue;
    private long lagNanos;
    private volatile boolean abandoned;
    private boolean sinkFails;
    private long failures;

    /** Whether traces that open now are those of an earlier process, and whether those had closed in it. */
    private Restoring restoring = Restoring.NOTHING;

    private enum Restoring {
        NOTHING,
        OPEN,
        CLOSED
    }

    Lane(PipelineOptions options, PipelinePorts ports, RuleHealth health, MemoryBudget budget) {
        this.ports = ports;
        this.maxBacklogBytes = Math.max(1, options.queueBytes() / options.lanes());
        this.room = new QueueRoom(maxBacklogBytes);
        this.memory = new LaneMemory(budget);
        this.clock = new LaneClock(ports.nanoTime());
        this.outbox = new Outbox(ports.metrics());
        this.detector = new Detector(
                new Detector.Inputs(ports.rules(), health, ports.wall(), ports.nanoTime(), options.traceBudget()),
                outbox);
        this.assembler = new TraceAssembler<>(
                options.completion(), options.limits().dividedBy(options.lanes()), this::begin, new LetGo());
        this.patience = Patience.of(RuleSet.EMPTY, options.completion());
    }

    /** Takes room for a batch that {@link #enqueue} or {@link #cancel} must follow; any thread. */
    Offer reserve(SpanBatch batch) {
        return room.reserve(batch);
    }

    void cancel(SpanBatch batch) {
        room.release(batch);
    }

    void enqueue(SpanBatch batch, long entry) {
        accounts.accepted(batch.size());
        queue.add(new Queued(batch, entry, ports.nanoTime().getAsLong()));
    }

    /** Takes nothing more; {@link #run} ends when what was taken is worked off. Any thread. */
    void finish() {
        room.close();
    }

    /** Ends {@link #run} soon, whatever is left. Any thread. */
    void abandon() {
        abandoned = true;
    }

    /** The accounts as of the last turn. Any thread. */
    PipelineSnapshot snapshot() {
        return accounts.snapshot();
    }

    @Override
    public void run() {
        while (!abandoned && !room.isDrained()) {
            turn(poll());
        }
        windUp();
    }

    /** One turn, with a batch or without; false where there was none. */
    boolean turn(@Nullable Queued queued) {
        if (queued == null) {
            lagNanos = queue.isEmpty() ? 0 : lagNanos;
            turn(List.of(), false);
            return false;
        }
        work(queued);
        room.release(queued.batch());
        return true;
    }

    /** One turn without waiting. */
    boolean step() {
        return turn(queue.poll());
    }

    boolean isDrained() {
        return room.isDrained();
    }

    /** Open traces stay in the log where it keeps them; else they are judged as they are. */
    void windUp() {
        if (abandoned) {
            return;
        }
        if (!ports.log().keepsOpenTraces()) {
            survive(() -> assembler.closeAll(CloseReason.SHUTDOWN, clock.within()));
        }
        while (!backlog.isEmpty() && !abandoned) {
            judgeSome();
            survive(this::report);
        }
        survive(this::report);
    }

    /** A lane that died would lose every later span of its traces, so it goes on after any failure. */
    private void survive(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        failures++;
        if (Long.bitCount(failures) == 1) { // the 1st, 2nd, 4th, 8th ... so that no failure floods the log
            LOG.log(Level.ERROR, "failure " + failures + " of this lane", e);
        }
    }

    /** Waits a tick for spans, or not at all while there are traces to judge. */
    private @Nullable Queued poll() {
        try {
            return backlog.isEmpty() ? queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS) : queue.poll();
        } catch (InterruptedException e) {
            abandoned = true;
            return null;
        }
    }

    private void work(Queued queued) {
        List<Span> spans = queued.batch().spans();
        lagNanos = ports.nanoTime().getAsLong() - queued.at();
        place.begin(queued);
        for (int from = 0; from < spans.size() && !abandoned; from += SPANS_PER_TURN) {
            int to = Math.min(spans.size(), from + SPANS_PER_TURN);
            turn(spans.subList(from, to), to == spans.size());
        }
    }

    /** @param last these are the last spans of the entry in work */
    private void turn(List<Span> spans, boolean last) {
        long now = clock.advance();
        closeDue(now);
        takeAll(spans, now);
        endTurn(place.took(spans, last), now);
    }

    private void takeAll(List<Span> spans, long now) {
        for (int i = 0; i < spans.size(); i++) {
            try {
                take(spans.get(i), now);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private void endTurn(long takenBytes, long now) {
        survive(() -> memory.keepWithin(assembler, backlog, takenBytes, now));
        judgeSome();
        memory.count(assembler, backlog);
        survive(this::report);
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
        OpenJudgment judgment =
                restoring == Restoring.NOTHING ? detector.begin() : detector.beginAgain(restoring == Restoring.CLOSED);
        patience = patience.with(judgment.rules());
        return new Opened(judgment, patience);
    }

    /** One, and more for a while, so that the next spans are taken; without end where too much waits to be judged. */
    private void judgeSome() {
        long start = ports.nanoTime().getAsLong();
        for (boolean goOn = true; goOn && !backlog.isEmpty() && !abandoned; ) {
            Closing closing = backlog.take();
            survive(() -> judge(closing));
            goOn = backlog.bytes() > maxBacklogBytes || ports.nanoTime().getAsLong() - start < JUDGING_NANOS;
        }
    }

    private void judge(Closing closing) {
        Trace trace = closing.trace();
        ports.recentTraces().add(trace);
        detector.judge(closing.judgment(), trace, this::closeDueBetweenRules);
        outbox.markClosed(
                new CloseMark(trace.id(), trace.closedBy(), trace.spans().size(), closing.through()));
        if (closing.isLast()) {
            outbox.forget(trace.id());
        }
        if (outbox.updates() >= UPDATES_PER_REPORT) {
            send();
        }
    }

    private void take(Span span, long now) {
        Arrival<Opened> arrival = assembler.add(span, now);
        switch (arrival.outcome()) {
            case ADDED -> {
                CompletionPolicy wanted = arrival.context().patience().wantedFor(span);
                if (wanted != null) {
                    assembler.hold(span.traceId(), wanted);
                }
                detector.judge(arrival.context().judgment(), span);
            }
            case REOPENS -> {
                accounts.reopens();
                detector.judge(arrival.context().judgment(), span);
            }
            case DUPLICATE -> accounts.duplicate();
            case LATE -> {
                accounts.late(arrival.age());
                judgeAlone(span);
            }
            case AFTER_LIMIT -> {
                accounts.afterLimit();
                judgeAlone(span);
            }
        }
    }

    /** What waits to be judged is forgotten once it is. */
    private void judgeAlone(Span span) {
        detector.judgeLate(span);
        if (!assembler.lingers(span.traceId()) && !backlog.has(span.traceId())) {
            outbox.forget(span.traceId());
        }
    }

    /** Takes a span of an open trace that an earlier process had taken. Before {@link #run}. */
    void restore(Span span, long entry, long time, boolean damaged) {
        place.standAt(entry - 1);
        restoring = Restoring.OPEN;
        accounts.accepted(1);
        survive(() -> take(span, time));
        if (damaged) {
            assembler.recovered(span.traceId());
        }
        restoring = Restoring.NOTHING;
    }

    /** Whether a trace that had closed would go on to linger. */
    boolean lingers(CloseReason reason, long closedAt, long now) {
        return assembler.lingersAt(now, reason, closedAt);
    }

    /** Takes the spans of a trace that had closed in an earlier process. Before {@link #run}. */
    void restore(Restored trace, long now) {
        restoring = Restoring.CLOSED;
        survive(() -> restoreClosed(trace, now));
        restoring = Restoring.NOTHING;
    }

    private void restoreClosed(Restored trace, long now) {
        CloseMark mark = trace.mark();
        boolean lingers = trace.lingers()
                && trace.isWhole()
                && assembler.restore(trace.spans(), mark.reason(), trace.closedAt(), trace.hasMoreThanMarked(), now);
        if (lingers && trace.conflicting()) {
            assembler.damaged(mark.traceId());
        }
        if (lingers) {
            accounts.accepted(trace.spans().size());
            accounts.restored(trace.spans().size());
        } else {
            assembler.bury(mark.traceId(), trace.closedAt(), mark.reason());
            if (trace.isInLog()) {
                outbox.forget(mark.traceId());
            }
            accounts.accepted(trace.unjudged().size());
            trace.unjudged().forEach(span -> accounts.late(now - trace.closedAt()));
        }
        trace.unjudged().forEach(detector::judgeLate);
    }

    /** Goes on from the time at which an earlier process ended, all of whose entries have been taken. Before {@link #run}. */
    void startAt(long time, long lastEntry) {
        clock.startAt(time);
        assembler.resume(time);
        place.standAt(lastEntry);
        survive(() -> memory.keepWithin(assembler, backlog, 0, time));
        survive(this::report);
    }

    /** What was found is sent first: who sees that no trace waits finds what it was judged to be on its way. */
    private void report() {
        send();
        PipelineSnapshot.Traces levels = new PipelineSnapshot.Traces(
                assembler.openTraces(),
                assembler.openBytes(),
                backlog.size(),
                assembler.lingeringTraces(),
                assembler.lingeringBytes(),
                0);
        accounts.publish(assembler.openSpans(), levels, lagNanos, ports.metrics());
        detector.drainVerdicts(ports.metrics()::verdicts);
    }

    private void send() {
        Judged judged = outbox.take(place.through(), place.isWithinRequest());
        if (judged.isEmpty()) {
            return;
        }
        try {
            ports.sink().accept(judged);
            sinkFails = false;
        } catch (RuntimeException e) {
            ports.metrics().violationsLost(judged.updates().size());
            if (!sinkFails) {
                LOG.log(Level.ERROR, "violations are lost, because they cannot be stored", e);
            }
            sinkFails = true;
        }
    }

    /** Puts what the assembler lets go where it is judged or forgotten. */
    private final class LetGo implements Outlet<Opened> {

        @Override
        public void closed(ClosedTrace<Opened> trace) {
            if (trace.again()) {
                accounts.rejudged();
            } else {
                accounts.closed(trace.closedBy(), trace.spans().size());
                ports.metrics().traceClosed(trace.closedBy(), trace.spans().size());
            }
            backlog.add(Closing.of(trace, ports.wall().instant(), place.through()));
        }

        @Override
        public void forgotten(TraceId id) {
            outbox.forget(id);
        }
    }
}
