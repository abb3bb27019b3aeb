package com.betrace.testkit;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the compact form of spans that {@link TestSpans} describes. */
final class CompactLines {

    private static final Pattern TOKEN = Pattern.compile("(?:[^\\s\"]++|\"[^\"]*+\")++");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+(?:[eE][+-]?\\d+)?");
    private static final int FIXED_TOKENS = 6;
    private static final double NANOS_PER_MILLI = 1e6;

    private CompactLines() {}

    static List<Span> parse(TraceId trace, String lines) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
            if (line.stripLeading().startsWith("+ ")) {
                blocks.get(blocks.size() - 1).add(line);
            } else {
                blocks.add(new ArrayList<>(List.of(line)));
            }
        }
        return blocks.stream().map(block -> span(trace, block)).toList();
    }

    private static Span span(TraceId trace, List<String> block) {
        List<String> tokens = tokens(block.get(0));
        if (tokens.size() < FIXED_TOKENS) {
            throw new IllegalArgumentException(
                    "expected 'id parent service name start-ms duration-ms', got: " + block.get(0));
        }
        Fields fields = new Fields(tokens.get(2));
        tokens.subList(FIXED_TOKENS, tokens.size()).forEach(fields::add);
        long start = nanos(tokens.get(4));
        return Span.builder(trace, TestSpans.spanId(tokens.get(0)))
                .parentSpanId(tokens.get(1).equals("-") ? null : TestSpans.spanId(tokens.get(1)))
                .name(unquoted(tokens.get(3)))
                .time(start, start + (long) (Double.parseDouble(tokens.get(5)) * NANOS_PER_MILLI))
                .kind(fields.kind)
                .status(fields.status)
                .attributes(fields.attributes.build())
                .resource(new Resource(fields.resource.build()))
                .scope(new Scope("", "", fields.scope.build()))
                .events(block.subList(1, block.size()).stream()
                        .map(CompactLines::event)
                        .toList())
                .build();
    }

    private static SpanEvent event(String line) {
        List<String> tokens = tokens(line);
        Fields fields = new Fields("-");
        tokens.subList(3, tokens.size()).forEach(fields::add);
        return new SpanEvent(unquoted(tokens.get(1)), nanos(tokens.get(2)), fields.attributes.build());
    }

    private static long nanos(String millis) {
        return TestSpans.TIME_ZERO.getEpochSecond() * 1_000_000_000L
                + (long) (Double.parseDouble(millis) * NANOS_PER_MILLI);
    }

    private static List<String> tokens(String line) {
        return TOKEN.matcher(line).results().map(result -> result.group()).toList();
    }

    private static String unquoted(String token) {
        return token.replace("\"", "");
    }

    /** What follows the fixed columns, in any order. */
    private static final class Fields {

        private SpanKind kind = SpanKind.INTERNAL;
        private StatusCode status = StatusCode.UNSET;
        private final Attributes.Builder attributes = Attributes.builder();
        private final Attributes.Builder resource = Attributes.builder();
        private final Attributes.Builder scope = Attributes.builder();

        Fields(String service) {
            if (!service.equals("-")) {
                resource.put("service.name", unquoted(service));
            }
        }

        void add(String token) {
            int equals = token.indexOf('=');
            if (equals < 0) {
                addWord(token);
            } else if (token.startsWith("resource:")) {
                put(resource, token.substring("resource:".length()));
            } else if (token.startsWith("scope:")) {
                put(scope, token.substring("scope:".length()));
            } else {
                put(attributes, token);
            }
        }

        private void addWord(String word) {
            if (Arrays.stream(SpanKind.values()).anyMatch(k -> k.name().equals(word))) {
                kind = SpanKind.valueOf(word);
            } else {
                status = StatusCode.valueOf(word);
            }
        }

        private static void put(Attributes.Builder target, String assignment) {
            int equals = assignment.indexOf('=');
            target.put(unquoted(assignment.substring(0, equals)), value(assignment.substring(equals + 1)));
        }

        private static Object value(String text) {
            if (INTEGER.matcher(text).matches()) {
                return Long.valueOf(text);
            }
            if (DECIMAL.matcher(text).matches()) {
                return Double.valueOf(text);
            }
            return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : unquoted(text);
        }
    }
}
