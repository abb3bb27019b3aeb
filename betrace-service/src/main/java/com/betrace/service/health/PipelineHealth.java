package com.betrace.service.health;

import com.betrace.model.Span;
import com.betrace.pipeline.Offer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Stands before the pipeline and remembers refusals. The last one counts for a few seconds, whatever is taken in between:
 * with one lane full and the others not, readiness would otherwise flap. And for no longer: a service that gets no traffic
 * because it is not ready would never find out that it has room again.
 */
public final class PipelineHealth implements Function<List<Span>, Offer> {

    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final Function<List<Span>, Offer> pipeline;
    private final LongSupplier nanoTime;
    private volatile long refusedAt;

    public PipelineHealth(Function<List<Span>, Offer> pipeline, LongSupplier nanoTime) {
        this.pipeline = pipeline;
        this.nanoTime = nanoTime;
        this.refusedAt = nanoTime.getAsLong() - MEMORY.toNanos();
    }

    @Override
    public Offer apply(List<Span> spans) {
        Offer offer = pipeline.apply(spans);
        if (offer != Offer.TAKEN) {
            refusedAt = nanoTime.getAsLong();
        }
        return offer;
    }

    public ComponentState state() {
        return nanoTime.getAsLong() - refusedAt < MEMORY.toNanos()
                ? ComponentState.unhealthy("full: it refuses spans, and their senders are told to retry")
                : ComponentState.healthy("taking spans");
    }
}
