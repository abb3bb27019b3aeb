package com.betrace.service.journal.codec;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Spans with everything a span may have, the same for the same seed. */
public final class RandomSpans {

    private static final List<String> KEYS = List.of("http.route", "amount", "käse", "", "a.b", "\ud83d\ude00");
    private static final List<String> TEXTS =
            List.of("", "GET /", "ä\u0000\n", "\ud83d\ude00", "\ud800", "x\udc00\ud800y", "long ".repeat(100));

    private final Random random;

    public RandomSpans(long seed) {
        this.random = new Random(seed);
    }

    /** Some share their resource and scope, and some only look as if they did. */
    public List<Span> request(List<TraceId> traces, int count) {
        List<Resource> resources =
                Stream.generate(() -> new Resource(attributes(2))).limit(2).toList();
        List<Scope> scopes = Stream.generate(() -> new Scope(text(), text(), attributes(1)))
                .limit(2)
                .toList();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spans.add(span(pick(traces), pick(resources), pick(scopes)));
        }
        return spans;
    }

    private Span span(TraceId trace, Resource resource, Scope scope) {
        return Span.builder(trace, spanId())
                .parentSpanId(random.nextBoolean() ? spanId() : null)
                .name(text())
                .kind(pick(List.of(SpanKind.values())))
                .status(pick(List.of(StatusCode.values())))
                .statusMessage(text())
                .time(number(), number())
                .truncated(random.nextBoolean())
                .resource(resource)
                .scope(scope)
                .attributes(attributes(4))
                .events(list(() -> new SpanEvent(text(), number(), attributes(2))))
                .links(list(() -> new SpanLink(traceId(), spanId(), attributes(2))))
                .build();
    }

    private Attributes attributes(int most) {
        Attributes.Builder attributes = Attributes.builder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            attributes.put(pick(KEYS), value(0));
        }
        return attributes.build();
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth < 4 ? 9 : 7)) {
            case 0 -> null;
            case 1, 2 -> text();
            case 3 -> random.nextBoolean();
            case 4 -> number();
            case 5 -> Double.longBitsToDouble(number());
            case 6 -> Bytes.copyOf(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case 7 -> Collections.unmodifiableList(list(() -> value(depth + 1)));
            default -> map(depth);
        };
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        list(() -> map.put(pick(KEYS), value(depth + 1)));
        return Collections.unmodifiableMap(map);
    }

    /** Small, large, and at the ends. */
    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(300) - 150;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            case 3 -> 0x7ff8000000000123L;
            default -> random.nextLong();
        };
    }

    private String text() {
        return pick(TEXTS);
    }

    private TraceId traceId() {
        return new TraceId(random.nextLong(), random.nextLong() | 1);
    }

    private SpanId spanId() {
        return new SpanId(random.nextLong() | 1);
    }

    private <T> List<T> list(java.util.function.Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
