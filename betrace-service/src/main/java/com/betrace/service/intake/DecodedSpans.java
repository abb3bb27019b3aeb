package com.betrace.service.intake;

import com.betrace.model.DropReason;
import com.betrace.model.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What one request decodes to: good spans, and why the others are bad. Not thread-safe, one per request. */
public final class DecodedSpans {

    /** Rejections beyond this are counted but not described, so that a request of garbage stays cheap. */
    public static final int MAX_REJECTIONS = 10_000;

    private final List<Span> spans = new ArrayList<>();
    private final List<RejectedSpan> rejections = new ArrayList<>();
    private final Map<DropReason, Integer> rejectedByReason = new EnumMap<>(DropReason.class);
    private final LongSupplier bytes;
    private int rejected;

    /** @param bytes what the request took, inflated */
    public DecodedSpans(long bytes) {
        this(() -> bytes);
    }

    /** The same where that is dear to tell: asked for only where the request is refused. */
    public DecodedSpans(LongSupplier bytes) {
        this.bytes = bytes;
    }

    /** Position in the request of the span to come. */
    public int nextIndex() {
        return spans.size() + rejected;
    }

    public void add(Span span) {
        spans.add(span);
    }

    /** Adds a bad span at {@link #nextIndex()}; the ids are what the sender gave, in hex. */
    public void reject(String traceId, String spanId, InvalidSpanException why) {
        if (rejections.size() < MAX_REJECTIONS) {
            rejections.add(new RejectedSpan(nextIndex(), traceId, spanId, why.reason(), why.getMessage()));
        }
        rejectedByReason.merge(why.reason(), 1, Integer::sum);
        rejected++;
    }

    long bytes() {
        return bytes.getAsLong();
    }

    List<Span> spans() {
        return spans;
    }

    Map<DropReason, Integer> rejectedByReason() {
        return rejectedByReason;
    }

    IntakeResult result() {
        return new IntakeResult(spans.size(), rejected, rejections);
    }
}
