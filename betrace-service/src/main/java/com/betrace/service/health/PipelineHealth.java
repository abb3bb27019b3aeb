package com.betrace.service.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers refusals. The last one counts for a few seconds, whatever is taken in between: with one lane full and the others
 * not, readiness would otherwise flap. And for no longer: a service that gets no traffic because it is not ready would never
 * find out that it has room again. Thread-safe.
 */
public final class PipelineHealth {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineHealth.class);

    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private volatile Refused last;

    public PipelineHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new Refused(nanoTime.getAsLong() - MEMORY.toNanos(), "");
    }

    /** A request was refused; the cause stands behind "because". */
    public void refused(String cause) {
        if (!isRefusing(last)) {
            LOG.warn("Spans are refused because {}; their senders are told to retry", cause);
        }
        last = new Refused(nanoTime.getAsLong(), cause);
    }

    public ComponentState state() {
        Refused refused = last;
        return isRefusing(refused)
                ? ComponentState.unhealthy(
                        "refuses spans because " + refused.cause() + "; their senders are told to retry")
                : ComponentState.healthy("taking spans");
    }

    private boolean isRefusing(Refused refused) {
        return nanoTime.getAsLong() - refused.at() < MEMORY.toNanos();
    }

    private record Refused(long at, String cause) {}
}
