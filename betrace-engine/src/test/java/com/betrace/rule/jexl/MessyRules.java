package com.betrace.rule.jexl;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random conditions on a span, and spans whose attributes are of every type and at every edge. */
public final class MessyRules {

    private static final List<String> KEYS = List.of("a", "b", "c.d", "http.status");
    private static final List<Object> VALUES = List.of(
            "",
            "0",
            "1",
            "01",
            "1.5",
            "true",
            "false",
            "abc",
            "ABC",
            "5ms",
            "NaN",
            "ä𝄞",
            0L,
            1L,
            -1L,
            500L,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.0,
            -0.0,
            1.5,
            9007199254740992.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            true,
            false,
            List.of(),
            List.of("abc", 1L),
            Map.of("d", 1L));
    private static final List<String> OPERANDS = List.of(
            "span['a']",
            "span.b",
            "span.c.d",
            "span['http.status']",
            "span.missing.key",
            "span.name",
            "span.service",
            "span.kind",
            "span.status",
            "span.failed",
            "span.duration",
            "span.durationMs",
            "span.attributes['a']",
            "span.resource['host']",
            "size(span.b)",
            "span.b['d']",
            "lower(span.a)",
            "(span.a ?? 1)",
            "(span.a ?: span.b)",
            "(span.a == 1 ? span.b : 'x')",
            "param.max_amount",
            "list.pii_tables",
            "1",
            "0",
            "-1",
            "1.5",
            "500",
            "9007199254740993",
            "9223372036854775807",
            "''",
            "'1'",
            "'abc'",
            "'true'",
            "'5ms'",
            "'a.*'",
            "true",
            "null",
            "[1, 'abc', null]",
            "(0..500)");
    private static final List<String> TESTS =
            List.of("==", "!=", "<", "<=", ">", ">=", "=~", "!~", "=^", "!^", "=$", "!$");
    private static final List<String> NAMES = List.of("abc", "charge", "absent", "ch*");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");

    private final Random random;

    public MessyRules(Random random) {
        this.random = random;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    public String condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return test();
        }
        return switch (random.nextInt(5)) {
            case 0 -> "!(" + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + ") || (" + condition(depth - 1) + ")";
            case 2 -> "(" + condition(depth - 1) + ") ? (" + condition(depth - 1) + ") : (" + test() + ")";
            default -> "(" + condition(depth - 1) + ") && (" + condition(depth - 1) + ")";
        };
    }

    /** The same of the spans of a trace, which one of them violates as it arrives. */
    public String trigger(int depth) {
        return "spans(s -> " + condition(depth).replace("span.", "s.").replace("span[", "s[") + ")";
    }

    /** A rule on whole traces, by which spans there are. */
    public String traceRule() {
        return switch (random.nextInt(4)) {
            case 0 -> "when(" + presence() + ").always(" + presence() + ")";
            case 1 -> "when(" + presence() + ").never(" + presence() + ").always(" + presence() + ")";
            case 2 -> "never(" + presence() + ")";
            default -> presence();
        };
    }

    private String presence() {
        return switch (random.nextInt(6)) {
            case 0 -> "!" + selection("has");
            case 1 -> "(" + presence() + " && " + presence() + ")";
            case 2 -> "(" + presence() + " || " + presence() + ")";
            case 3 -> selection("count") + " " + any(TESTS.subList(0, 6)) + " " + random.nextInt(3);
            default -> selection(any(List.of("has", "spans")));
        };
    }

    private String selection(String function) {
        return function
                + switch (random.nextInt(4)) {
                    case 0 -> "('" + any(NAMES) + "')";
                    case 1 -> "('" + any(NAMES) + "', " + trigger(1).substring("spans(".length());
                    default -> trigger(2).substring("spans".length());
                };
    }

    private String test() {
        return switch (random.nextInt(8)) {
            case 0 -> operand();
            case 1 -> "empty(" + operand() + ")";
            case 2 -> "span.has('" + any(KEYS) + "')";
            default -> operand() + " " + any(TESTS) + " " + operand();
        };
    }

    private String operand() {
        return random.nextInt(5) == 0
                ? "(" + any(OPERANDS) + " " + any(ARITHMETIC) + " " + any(OPERANDS) + ")"
                : any(OPERANDS);
    }

    Span span() {
        return span(1);
    }

    /** Of one trace, below its first span where it is another. */
    public Span span(long id) {
        Map<String, Object> attributes = new HashMap<>();
        KEYS.forEach(key -> {
            if (random.nextInt(4) > 0) {
                attributes.put(key, any(VALUES));
            }
        });
        Map<String, Object> resource = random.nextBoolean() ? Map.of("service.name", "shop", "host", "h") : Map.of();
        return Span.builder(new TraceId(1, 1), new SpanId(id))
                .parentSpanId(id == 1 ? null : new SpanId(1))
                .name(any(List.of("abc", "1", "charge")))
                .kind(any(List.of(SpanKind.values())))
                .status(any(List.of(StatusCode.values())))
                .time(1_000_000_000L, 1_000_000_000L + any(List.of(0L, 5_000_000L, 1_500_000L)))
                .resource(new Resource(Attributes.of(resource)))
                .attributes(Attributes.of(attributes))
                .build();
    }
}
