package com.betrace.service.cli.traces;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.service.cli.SpanShift;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Lets recorded spans happen now: under fresh trace ids, as far from each other as they were, the last one ending now. */
public final class Reenactment {

    private final SplittableRandom random;
    private final Map<TraceId, TraceId> fresh = new HashMap<>();

    public Reenactment(SplittableRandom random) {
        this.random = random;
    }

    public List<Span> of(List<Span> spans, Instant now) {
        long end = spans.stream().mapToLong(Span::endNanos).max().orElse(0);
        long shift = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - end;
        return spans.stream()
                .map(span -> SpanShift.moved(span, freshId(span.traceId()), shift))
                .toList();
    }

    private TraceId freshId(TraceId recorded) {
        return fresh.computeIfAbsent(recorded, id -> new TraceId(random.nextLong(), random.nextLong() | 1));
    }
}
