package com.betrace.service.cli;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.rulecase.CompactTrace;
import com.betrace.service.cli.DemoScenario.SampleTrace;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Turns sample traces into spans that happen now, under ids of their own, so that the demo can run any number of times. */
final class DemoTraces {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SplittableRandom random;
    private final Instant now;

    DemoTraces(SplittableRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    record LiveTrace(SampleTrace sample, TraceId id, List<Span> spans) {}

    LiveTrace fresh(SampleTrace sample) {
        TraceId id = new TraceId(random.nextLong(), random.nextLong() | 1);
        List<Span> spans = CompactTrace.parse(id, sample.trace()).stream()
                .map(this::shifted)
                .toList();
        return new LiveTrace(sample, id, spans);
    }

    private Span shifted(Span span) {
        long shift =
                now.getEpochSecond() * NANOS_PER_SECOND - CompactTrace.TIME_ZERO.getEpochSecond() * NANOS_PER_SECOND;
        return SpanShift.moved(span, span.traceId(), shift);
    }
}
