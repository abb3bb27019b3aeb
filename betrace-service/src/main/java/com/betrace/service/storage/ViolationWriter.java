package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.Judged;
import com.betrace.pipeline.SpanLog;
import com.betrace.pipeline.ViolationSink;
import com.betrace.service.health.ComponentState;
import com.betrace.service.live.LiveViolations;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the lanes find, and on its own thread, in batches, stores it, then tells the {@link SpanLog} which traces have
 * closed, then those who watch: what is seen live is stored, and a trace whose close is noted needs not be judged again. While
 * the store fails it tries again and again and takes no more than its queue holds, so that the lanes wait and nothing found is
 * lost. Only what a working store will never take is given up.
 */
public final class ViolationWriter implements ViolationSink, Managed {

    private static final Logger LOG = LoggerFactory.getLogger(ViolationWriter.class);

    /** Where what was found goes, in this order. */
    public record Ports(ViolationStore store, SpanLog log, LiveViolations live, WriterMetrics metrics) {}

    /** A batch takes less, unless the store is in trouble. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final Ports ports;
    private final WriterOptions options;
    private final ViolationQueue queue;
    private final WrittenCounts counts;
    private final Thread thread = new Thread(this::run, "violation-writer");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final AtomicInteger refused = new AtomicInteger();

    /** Held from a write until it was shown, so that those who watch see changes in the order in which they were stored. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private volatile @Nullable String lastError;

    public ViolationWriter(Ports ports, WriterOptions options) {
        this.ports = ports;
        this.options = options;
        this.queue = new ViolationQueue(options.queueCapacity(), options.batchSize(), options.linger());
        this.counts = new WrittenCounts(ports.metrics());
        thread.setDaemon(true);
    }

    /**
     * Queues what was found; waits while the queue is full. Throws IllegalStateException where it was not taken, because the
     * writer has stopped or the thread was interrupted; its updates are {@link #unwritten}.
     */
    @Override
    public void accept(Judged judged) {
        if (!queue.put(judged)) {
            int notTaken = judged.updates().size();
            refused.addAndGet(notTaken);
            throw new IllegalStateException(notTaken
                    + " violations were not taken: the writer has stopped, or the waiting thread was interrupted");
        }
    }

    /**
     * Stores what somebody made of a violation, and has it seen live, between two batches. Throws RequestException as
     * {@link ViolationStore#handle} does, and UNAVAILABLE while nothing can be written.
     */
    public StoredViolation handle(ViolationId id, Handling handling) {
        if (!isTurn()) {
            throw new RequestException(
                    ErrorCode.UNAVAILABLE,
                    "violations cannot be written at the moment" + (lastError == null ? "" : ": " + lastError));
        }
        try {
            StoredViolation handled = ports.store().handle(id, handling);
            publish(List.of(handled));
            return handled;
        } finally {
            writing.unlock();
        }
    }

    private boolean isTurn() {
        try {
            return writing.tryLock(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Writes what is queued, for a bounded time, and says how many violations could not be written. */
    @Override
    public void stop() throws InterruptedException {
        queue.close();
        stopping.countDown();
        thread.join(options.stopTimeout().toMillis());
        abandoned.countDown();
        if (unwritten() > 0) {
            LOG.error(
                    "{} violations could not be written before the stop; a start with the same journal finds them again,"
                            + " without a journal they are lost; last error: {}",
                    unwritten(),
                    lastError == null ? "none, the store is slow" : lastError);
        }
    }

    /** How many wait to be written. */
    public int queued() {
        return queue.updates();
    }

    /** How many are lost if the process ends now; after a stop, how many were lost. */
    public int unwritten() {
        return queued() + refused.get() + counts.lost();
    }

    /** How many violations of enforced rules were certain and are not any more, since the start. */
    public long retracted() {
        return counts.retracted();
    }

    public ComponentState state() {
        if (thread.getState() == Thread.State.TERMINATED) {
            return ComponentState.unhealthy("the writer has ended, " + unwritten() + " violations are not written"
                    + (lastError == null ? "" : ": " + lastError));
        }
        String error = lastError;
        return error == null
                ? counts.state()
                : ComponentState.unhealthy("violations cannot be written, " + queued() + " wait: " + error);
    }

    private void run() {
        try {
            for (List<Judged> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                if (!write(batch)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.error("The violation writer was interrupted, which nothing in BeTrace does", e);
            lastError = "the writer thread was interrupted";
        } catch (RuntimeException | Error e) {
            LOG.error("The violation writer ends on an error", e);
            lastError = String.valueOf(e);
        } finally {
            // Without a writer nobody makes room: lanes are refused instead of waiting for ever.
            queue.close();
        }
    }

    /** False where a stop did not want to wait any longer. */
    private boolean write(List<Judged> batch) throws InterruptedException {
        writing.lock();
        try {
            List<StoredViolation> stored = store(batch);
            if (stored == null) {
                return false;
            }
            note(batch);
            publish(stored);
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Null where a stop did not want to wait any longer. */
    private @Nullable List<StoredViolation> store(List<Judged> batch) throws InterruptedException {
        List<ViolationUpdate> updates =
                batch.stream().flatMap(judged -> judged.updates().stream()).toList();
        PatientWrite write = new PatientWrite(ports.store(), updates, options.batchSize());
        if (!finish(write)) {
            return null;
        }
        counts.add(write);
        return write.stored();
    }

    private boolean finish(PatientWrite write) throws InterruptedException {
        Duration pause = options.firstRetry();
        while (true) {
            PatientWrite.Outcome outcome = write.attempt();
            queue.left(write.left());
            if (outcome == PatientWrite.Outcome.FAILED) {
                failed(write);
                if (gaveUpAfter(pause)) {
                    return false;
                }
                pause = shorter(pause.multipliedBy(2), options.longestRetry());
            } else if (outcome == PatientWrite.Outcome.DONE) {
                works();
                return true;
            }
        }
    }

    private void failed(PatientWrite write) {
        Throwable failure = write.failure().orElseThrow();
        if (lastError == null) {
            LOG.error("{} violations cannot be written; trying again until it works", write.left(), failure);
        }
        lastError = String.valueOf(failure.getMessage());
    }

    private void works() {
        if (lastError != null) {
            LOG.info("Violations are written again");
            lastError = null;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A stop cuts the pause short, and from then on each pause is the shortest. */
    private boolean gaveUpAfter(Duration pause) throws InterruptedException {
        return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)
                && abandoned.await(options.firstRetry().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One call for the whole batch, because it waits. What is not noted is judged once more after a restart. */
    private void note(List<Judged> batch) {
        List<CloseMark> closed =
                batch.stream().flatMap(judged -> judged.closed().stream()).toList();
        List<Forgotten> forgotten =
                batch.stream().flatMap(judged -> judged.forgotten().stream()).toList();
        try {
            if (!closed.isEmpty()) {
                ports.log().markClosed(closed);
            }
            if (!forgotten.isEmpty()) {
                ports.log().forget(forgotten);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The span log could not be told of {} closed traces", closed.size(), e);
        }
    }

    /** Catches everything, for the same reason; what is stored can be read even if it was not shown. */
    private void publish(List<StoredViolation> stored) {
        try {
            ports.live().publish(stored);
        } catch (RuntimeException | Error e) {
            LOG.error("{} stored violations could not be shown live", stored.size(), e);
        }
    }
}
