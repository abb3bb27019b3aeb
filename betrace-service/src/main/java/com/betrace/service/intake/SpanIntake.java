package com.betrace.service.intake;

import com.betrace.model.Span;
import com.betrace.pipeline.Offer;
import java.util.List;
import java.util.function.Function;

/** Hands decoded spans to the engine and counts what became of them. Thread-safe. */
public final class SpanIntake {

    private final SpanLimits limits;
    private final IntakeMetrics metrics;
    private final Admission admission;
    private final Function<List<Span>, Offer> engine;

    /**
     * @param admission what requests pass before they are read
     * @param engine takes all spans of a call, or none and says why
     */
    public SpanIntake(
            SpanLimits limits, IntakeMetrics metrics, Admission admission, Function<List<Span>, Offer> engine) {
        this.limits = limits;
        this.metrics = metrics;
        this.admission = admission;
        this.engine = engine;
    }

    /** Without regard to memory. */
    public SpanIntake(SpanLimits limits, IntakeMetrics metrics, Function<List<Span>, Offer> engine) {
        this(limits, metrics, Admission.unlimited(metrics), engine);
    }

    /** The limits that decoders keep. */
    public SpanLimits limits() {
        return limits;
    }

    /** Where the transports count their answers. */
    public IntakeMetrics metrics() {
        return metrics;
    }

    /** What the doors ask before they read a request. */
    public Admission admission() {
        return admission;
    }

    /** Hands over the good spans; RequestException UNAVAILABLE where the engine takes none, with its reason. */
    public IntakeResult accept(DecodedSpans batch) {
        metrics.received(batch.nextIndex());
        batch.rejectedByReason().forEach(metrics::rejected);
        if (!batch.spans().isEmpty()) {
            offer(batch);
        }
        return batch.result();
    }

    private void offer(DecodedSpans batch) {
        List<Span> spans = batch.spans();
        Offer offer = engine.apply(spans);
        if (offer == Offer.MEMORY) {
            throw admission.refuseForMemory(spans, batch.bytes());
        }
        if (offer != Offer.TAKEN) {
            throw admission.refuse(Refusal.of(offer), spans.size(), batch.bytes());
        }
        metrics.accepted(spans.size());
        int truncated = truncated(spans);
        if (truncated > 0) {
            metrics.truncated(truncated);
        }
    }

    private static int truncated(List<Span> spans) {
        int count = 0;
        for (int i = 0; i < spans.size(); i++) {
            count += spans.get(i).truncated() ? 1 : 0;
        }
        return count;
    }
}
