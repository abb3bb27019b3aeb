package com.betrace.pipeline;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What senders send: traces with all the trouble there is, in any order, late, twice, and with other content under an id. */
final class SimulatedTraffic {

    private static final long MILLI = 1_000_000;
    private static final long GRID = 10 * MILLI;

    private final Random random;

    /** Spans that are sent together, not before this time. */
    record Request(int number, long at, List<Span> spans) {

        Request later(long by) {
            return new Request(number, at + by, spans);
        }
    }

    private record Arriving(long at, Span span) {}

    SimulatedTraffic(Random random) {
        this.random = random;
    }

    /** Over some seconds, in the order of their times. */
    List<Request> requests(int traces) {
        List<Arriving> arriving = new ArrayList<>();
        for (int trace = 1; trace <= traces; trace++) {
            add(new TraceId(7, trace), arriving);
        }
        arriving.sort(Comparator.comparingLong(Arriving::at));
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < arriving.size(); ) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(5));
            List<Arriving> together = arriving.subList(from, to);
            requests.add(new Request(
                    requests.size() + 1,
                    together.get(together.size() - 1).at(),
                    together.stream().map(Arriving::span).toList()));
            from = to;
        }
        return requests;
    }

    private void add(TraceId trace, List<Arriving> arriving) {
        long start = grid(random.nextInt(8_000));
        int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 14 : 8);
        int kind = random.nextInt(10);
        long at = start;
        for (int id = 1; id <= size; id++) {
            at = switch (kind) {
                case 0 -> at + grid(500 + random.nextInt(900));
                case 1 -> dripping(id, size, start, at);
                default -> start + delay();
            };
            Span span = span(trace, id, size, false);
            arriving.add(new Arriving(at, span));
            if (random.nextInt(12) == 0) {
                arriving.add(new Arriving(at + delay(), random.nextBoolean() ? span : span(trace, id, size, true)));
            }
        }
    }

    /** Some at once, and the others one by one after the close, more often than it may be judged again. */
    private long dripping(int id, int size, long start, long last) {
        if (id <= size / 4) {
            return start;
        }
        return last == start ? start + grid(3_500) : last + grid(400 + random.nextInt(500));
    }

    /** Mostly before the close, sometimes in the linger, and sometimes after it. */
    private long delay() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> grid(1_000 + random.nextInt(6_000));
            case 2 -> grid(6_000 + random.nextInt(9_000));
            default -> grid(random.nextInt(900));
        };
    }

    private static long grid(int millis) {
        return millis * MILLI / GRID * GRID;
    }

    private Span span(TraceId trace, int number, int size, boolean other) {
        long start = random.nextInt(20) * MILLI;
        long duration = random.nextInt(3) == 0 ? 0 : random.nextInt(9) * MILLI;
        Map<String, Object> attributes = new HashMap<>();
        if (random.nextBoolean()) {
            attributes.put("k", (long) random.nextInt(3));
        }
        if (other) {
            attributes.put("other", "content");
        }
        return Span.builder(trace, new SpanId(number))
                .parentSpanId(parent(number, size))
                .name(String.valueOf((char) ('a' + random.nextInt(4))))
                .kind(random.nextInt(4) == 0 ? SpanKind.SERVER : SpanKind.INTERNAL)
                .status(random.nextInt(3) == 0 ? StatusCode.ERROR : StatusCode.UNSET)
                .time(start, start + duration)
                .attributes(Attributes.of(attributes))
                .resource(new Resource(Attributes.of(Map.of("service.name", "s" + random.nextInt(3)))))
                .build();
    }

    /** Mostly one that is there; else none, one that never comes, or any at all, the span itself too. */
    private @Nullable SpanId parent(int number, int size) {
        return switch (random.nextInt(14)) {
            case 0 -> null;
            case 1 -> new SpanId(100 + random.nextInt(2));
            case 2 -> new SpanId(1 + random.nextInt(size));
            default -> number == 1 ? null : new SpanId(1 + random.nextInt(number - 1));
        };
    }
}
