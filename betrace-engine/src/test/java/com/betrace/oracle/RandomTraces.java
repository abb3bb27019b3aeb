package com.betrace.oracle;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small traces with all the trouble there is: equal times, empty spans, orphans, cycles, several services. */
public final class RandomTraces {

    private static final long MILLI = 1_000_000;
    private static final TraceId TRACE = new TraceId(0, 1);

    private RandomTraces() {}

    public static List<Span> spans(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(10);
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            spans.add(span(random, i, size));
        }
        return spans;
    }

    private static Span span(Random random, int number, int size) {
        long start = random.nextInt(20) * MILLI;
        long duration = random.nextInt(3) == 0 ? 0 : random.nextInt(9) * MILLI;
        Attributes attributes =
                random.nextBoolean() ? Attributes.of(Map.of("k", (long) random.nextInt(3))) : Attributes.EMPTY;
        return Span.builder(TRACE, new SpanId(number))
                .parentSpanId(parent(random, number, size))
                .name(String.valueOf((char) ('a' + random.nextInt(4))))
                .status(random.nextInt(3) == 0 ? StatusCode.ERROR : StatusCode.UNSET)
                .time(start, start + duration)
                .attributes(attributes)
                .resource(new Resource(Attributes.of(Map.of("service.name", "s" + random.nextInt(2)))))
                .build();
    }

    private static SpanId parent(Random random, int number, int size) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> new SpanId(100 + random.nextInt(2));
            case 2 -> new SpanId(1 + random.nextInt(size));
            default -> number == 1 ? null : new SpanId(1 + random.nextInt(number - 1));
        };
    }
}
