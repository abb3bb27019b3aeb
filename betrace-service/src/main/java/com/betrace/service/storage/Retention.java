package com.betrace.service.storage;

import com.betrace.service.storage.RetentionMetrics.Reason;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes violations that are too old or too many, from time to time, on its own thread. Rules and what was done to them stay. */
public final class Retention implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Removal removal;
    private final RetentionLimits limits;
    private final RetentionMetrics metrics;
    private final InstantSource clock;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Retention::thread);

    Retention(
            Removal removal, RetentionLimits limits, Duration interval, RetentionMetrics metrics, InstantSource clock) {
        this.removal = removal;
        this.limits = limits;
        this.interval = interval;
        this.metrics = metrics;
        this.clock = clock;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void start() {
        thread.scheduleWithFixedDelay(this::clean, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends after the batch that is being removed. */
    @Override
    public void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Removes all that need not be kept now. What cannot be removed now keeps nothing else. */
    void clean() {
        Instant now = clock.instant();
        Instant first = now.minus(limits.longest());
        attempt(() -> remove(Reason.AGE, () -> removal.foundBefore(first)));
        limits.shorter().forEach((severity, age) -> {
            Instant before = now.minus(age);
            attempt(() -> remove(Reason.AGE, () -> removal.foundBefore(before, severity)));
        });
        if (limits.maxBytes() > 0) {
            attempt(() -> remove(Reason.BYTES, () -> removal.bytes() > limits.maxBytes() ? removal.oldest() : 0));
        }
        attempt(() -> removal.emptyGroups(first));
    }

    /** Catches everything: a schedule whose work throws would end. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("Some violations that need not be kept could not be removed; trying again in {}", interval, e);
        }
    }

    private void remove(Reason reason, Batches batches) {
        int removed = batches.removeNext();
        while (removed > 0 && !Thread.currentThread().isInterrupted()) {
            metrics.removed(reason, removed);
            removed = batches.removeNext();
        }
    }

    private interface Batches {

        /** How many were removed; 0 where there were no more. */
        int removeNext();
    }
}
