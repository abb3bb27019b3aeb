package com.betrace.pipeline;

import com.betrace.detection.RuleHealth;
import com.betrace.model.Span;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Spans in, violations out: splits spans over lanes by trace and runs the lanes. Thread-safe. */
public final class SpanPipeline implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SpanPipeline.class.getName());

    /** For a lane that was interrupted because it did not finish in time. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final RuleHealth health;
    private final SpanLog log;
    private final MemoryBudget memory;
    private final Duration closeTimeout;
    private final List<Lane> lanes;
    private final List<Thread> threads;
    private final CountDownLatch running;
    private volatile boolean stopping;

    public SpanPipeline(PipelineOptions options, PipelinePorts ports) {
        this.health = new RuleHealth(ports.nanoTime());
        this.log = ports.log();
        this.memory = new MemoryBudget(options.memoryBytes());
        this.closeTimeout = options.closeTimeout();
        this.running = new CountDownLatch(options.lanes());
        this.lanes = Stream.generate(() -> new Lane(options, ports, health, memory))
                .limit(options.lanes())
                .toList();
        this.threads = IntStream.range(0, lanes.size()).mapToObj(this::thread).toList();
    }

    private Thread thread(int index) {
        Thread thread = new Thread(
                () -> {
                    try {
                        lanes.get(index).run();
                    } finally {
                        running.countDown();
                    }
                },
                "betrace-lane-" + index);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes up what an earlier process left in the log, and starts the lanes. */
    public void start() {
        recover();
        threads.forEach(Thread::start);
    }

    /** The first half of {@link #start}. */
    void recover() {
        Recovery.run(log, lanes);
        PipelineSnapshot found = snapshot();
        if (found.spans().accepted() > 0) {
            LOG.log(
                    Level.INFO,
                    "Took up {0} spans of an earlier process: {1} traces are open, {2} have closed and may be judged again",
                    found.spans().accepted(),
                    found.traces().open(),
                    found.traces().lingering());
        }
    }

    /** The lanes, for those who run them without threads. */
    List<Lane> lanes() {
        return lanes;
    }

    /**
     * Takes over all spans or none; waits until they are as durable as the log promises, and for nothing else. The list does not
     * change afterwards.
     */
    public Offer offer(List<Span> spans) {
        if (stopping) {
            return Offer.STOPPING;
        }
        List<SpanBatch> batches = SpanBatch.split(spans, lanes.size());
        long bytes = batches.stream().mapToLong(SpanBatch::bytes).sum();
        Offer room = reserve(batches, bytes);
        if (room != Offer.TAKEN) {
            return room;
        }
        SpanLog.Append appended = SpanLog.Append.FAILED;
        try {
            appended = log.append(spans, entry -> enqueue(batches, entry));
        } finally {
            if (appended != SpanLog.Append.LOGGED) {
                cancel(batches, bytes);
            }
        }
        return switch (appended) {
            case LOGGED -> Offer.TAKEN;
            case FULL -> Offer.LOG_FULL;
            case FAILED -> Offer.LOG_FAILED;
        };
    }

    private Offer reserve(List<SpanBatch> batches, long bytes) {
        if (!memory.tryTakeAll(bytes)) {
            return Offer.MEMORY;
        }
        Offer room = reserve(batches);
        if (room != Offer.TAKEN) {
            memory.add(-bytes);
        }
        return room;
    }

    private Offer reserve(List<SpanBatch> batches) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            Offer room = batches.get(lane).spans().isEmpty()
                    ? Offer.TAKEN
                    : lanes.get(lane).reserve(batches.get(lane));
            if (room != Offer.TAKEN) {
                cancel(batches.subList(0, lane));
                return room;
            }
        }
        return Offer.TAKEN;
    }

    private void enqueue(List<SpanBatch> batches, long entry) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (!batches.get(lane).spans().isEmpty()) {
                lanes.get(lane).enqueue(batches.get(lane), entry);
            }
        }
    }

    private void cancel(List<SpanBatch> reserved, long bytes) {
        cancel(reserved);
        memory.add(-bytes);
    }

    private void cancel(List<SpanBatch> reserved) {
        for (int lane = 0; lane < reserved.size(); lane++) {
            if (!reserved.get(lane).spans().isEmpty()) {
                lanes.get(lane).cancel(reserved.get(lane));
            }
        }
    }

    /** What spans in flight may take; who reads a request takes from it what the request takes. */
    public MemoryBudget memory() {
        return memory;
    }

    public PipelineSnapshot snapshot() {
        return lanes.stream().map(Lane::snapshot).reduce(PipelineSnapshot::plus).orElseThrow();
    }

    /** How each rule fares. */
    public RuleHealth ruleHealth() {
        return health;
    }

    /**
     * Takes no more spans, works off what was taken, and waits for that. Open traces stay in the log; where it does not keep
     * them they are closed by SHUTDOWN and judged. Lanes that are not done within the timeout are given up: what they hold is
     * judged after the next start, or lost without a log that keeps it.
     */
    @Override
    public void close() {
        stopping = true;
        lanes.forEach(Lane::finish);
        if (await(closeTimeout)) {
            LOG.log(
                    Level.INFO,
                    "Stopped; {0} open traces go on with the next start",
                    snapshot().traces().open());
            return;
        }
        lanes.forEach(Lane::abandon);
        threads.forEach(Thread::interrupt);
        await(LAST_WAIT);
        LOG.log(Level.ERROR, "not finished after {0}, given up with {1}", closeTimeout, snapshot());
    }

    /** True where all lanes have ended; an interrupted wait counts as over. */
    private boolean await(Duration atMost) {
        try {
            return threads.stream().noneMatch(Thread::isAlive)
                    || running.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
