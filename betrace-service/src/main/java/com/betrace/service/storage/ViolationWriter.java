package com.betrace.service.storage;

import com.betrace.model.ViolationUpdate;
import com.betrace.pipeline.Judged;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes violations from the lanes, writes them in batches on its own thread and then shows them to those who watch: what is
 * seen live is stored. While the store fails it tries again and again and takes no more than its queue holds, so that the
 * lanes wait and nothing found is lost.
 */
public final class ViolationWriter implements ViolationSink, Managed {

    private static final Logger LOG = LoggerFactory.getLogger(ViolationWriter.class);

    private final ViolationStore store;
    private final LiveViolations live;
    private final WriterOptions options;
    private final ViolationQueue queue;
    private final Thread thread = new Thread(this::run, "violation-writer");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int inFlight;
    private volatile @Nullable String lastError;

    public ViolationWriter(ViolationStore store, LiveViolations live, WriterOptions options) {
        this.store = store;
        this.live = live;
        this.options = options;
        this.queue = new ViolationQueue(options.queueCapacity(), options.batchSize(), options.linger());
        thread.setDaemon(true);
    }

    /**
     * Queues violations; waits while the queue is full. Throws IllegalStateException where some were not taken, because the
     * writer has stopped or the thread was interrupted; they are {@link #unwritten}.
     */
    @Override
    public void accept(Judged judged) {
        int notTaken = queue.put(judged.updates());
        if (notTaken > 0) {
            refused.addAndGet(notTaken);
            throw new IllegalStateException(notTaken + " of " + judged.updates().size()
                    + " violations were not taken: the writer has stopped, or the waiting thread was interrupted");
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
        givenUp.countDown();
        if (unwritten() > 0) {
            LOG.error(
                    "{} violations could not be written before the stop; last error: {}",
                    unwritten(),
                    lastError == null ? "none, the store is slow" : lastError);
        }
    }

    /** How many wait to be written. */
    public int queued() {
        return queue.size() + inFlight;
    }

    /** How many are lost if the process ends now; after a stop, how many were lost. */
    public int unwritten() {
        return queued() + refused.get();
    }

    public ComponentState state() {
        if (thread.getState() == Thread.State.TERMINATED) {
            return ComponentState.unhealthy("the writer has ended, " + unwritten() + " violations are not written"
                    + (lastError == null ? "" : ": " + lastError));
        }
        String error = lastError;
        return error == null
                ? ComponentState.healthy("writing")
                : ComponentState.unhealthy("violations cannot be written, " + queued() + " wait: " + error);
    }

    private void run() {
        try {
            for (List<ViolationUpdate> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                inFlight = batch.size();
                List<StoredViolation> stored = write(batch);
                if (stored == null) {
                    return;
                }
                inFlight = 0;
                publish(stored);
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

    /** Null where a stop did not want to wait any longer. */
    private @Nullable List<StoredViolation> write(List<ViolationUpdate> batch) throws InterruptedException {
        Duration pause = options.firstRetry();
        while (true) {
            List<StoredViolation> stored = tryToWrite(batch);
            if (stored != null || gaveUpAfter(pause)) {
                return stored;
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(options.longestRetry()) < 0 ? doubled : options.longestRetry();
        }
    }

    /** Catches everything: a writer thread that ends on an error would block the lanes for ever. */
    private @Nullable List<StoredViolation> tryToWrite(List<ViolationUpdate> batch) {
        try {
            List<StoredViolation> stored = store.write(batch);
            if (lastError != null) {
                LOG.info("Violations are written again");
                lastError = null;
            }
            return stored;
        } catch (RuntimeException | Error e) {
            if (lastError == null) {
                LOG.error("{} violations cannot be written; trying again until it works", batch.size(), e);
            }
            lastError = String.valueOf(e.getMessage());
            return null;
        }
    }

    /** A stop cuts the pause short, and from then on each pause is the shortest. */
    private boolean gaveUpAfter(Duration pause) throws InterruptedException {
        return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)
                && givenUp.await(options.firstRetry().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Catches everything, for the same reason; what is stored can be read even if it was not shown. */
    private void publish(List<StoredViolation> stored) {
        try {
            live.publish(stored);
        } catch (RuntimeException | Error e) {
            LOG.error("{} stored violations could not be shown live", stored.size(), e);
        }
    }
}
