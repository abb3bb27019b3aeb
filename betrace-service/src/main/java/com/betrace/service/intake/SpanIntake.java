package com.betrace.service.intake;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.pipeline.Offer;
import java.util.List;
import java.util.function.Function;

/** Hands decoded spans to the engine and counts what became of them. Thread-safe. */
public final class SpanIntake {

    private final SpanLimits limits;
    private final IntakeMetrics metrics;
    private final Function<List<Span>, Offer> engine;

    /** @param engine takes all spans of a call, or none and says why */
    public SpanIntake(SpanLimits limits, IntakeMetrics metrics, Function<List<Span>, Offer> engine) {
        this.limits = limits;
        this.metrics = metrics;
        this.engine = engine;
    }

    /** The limits that decoders keep. */
    public SpanLimits limits() {
        return limits;
    }

    /** Where the transports count their answers. */
    public IntakeMetrics metrics() {
        return metrics;
    }

    /** Hands over the good spans; RequestException UNAVAILABLE where the engine is full, and then none was taken. */
    public IntakeResult accept(DecodedSpans batch) {
        metrics.received(batch.nextIndex());
        batch.rejectedByReason().forEach(metrics::rejected);
        if (!batch.spans().isEmpty()) {
            offer(batch.spans());
        }
        return batch.result();
    }

    private void offer(List<Span> spans) {
        Offer offer = engine.apply(spans);
        if (offer != Offer.TAKEN) {
            metrics.overloaded(spans.size());
            throw new RequestException(
                    ErrorCode.UNAVAILABLE,
                    "no span of this request was taken in because the engine is full, try again");
        }
        metrics.accepted(spans.size());
        int truncated = (int) spans.stream().filter(Span::truncated).count();
        if (truncated > 0) {
            metrics.truncated(truncated);
        }
    }
}
