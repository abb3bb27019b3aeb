package com.betrace.rulecase;

import com.betrace.model.Excerpt;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads the compact notation of spans, one a line:
 *
 * <pre>id parent service name start-ms duration-ms [kind] [status] [key=value ...]</pre>
 *
 * <p>{@code -} is no parent or no service; quotes go around what has spaces; times count from {@link #TIME_ZERO}. Unquoted
 * {@code true}, {@code false} and numbers are typed, all else is a string; {@code resource:k=v} and {@code scope:k=v} set
 * attributes there. A line that starts with {@code +} is an event of the span above: {@code + name at-ms [key=value ...]}.
 * Blank lines and lines that start with {@code #} say nothing.
 */
public final class CompactTrace {

    public static final Instant TIME_ZERO = Instant.parse("2026-01-01T00:00:00Z");

    /** Up to about three years, to the nanosecond. */
    private static final Pattern MILLIS = Pattern.compile("[-+]?\\d{1,11}(\\.\\d{1,9})?");

    private static final int SPAN_COLUMNS = 6;
    private static final int EVENT_COLUMNS = 3;
    private static final String NONE = "-";
    private static final int MAX_QUOTED = 80;

    private CompactTrace() {}

    /**
     * The spans in the order of their lines, each with an id of its own; never empty. Throws {@link CompactTraceException},
     * which names the line and what it lacks.
     */
    public static List<Span> parse(TraceId trace, String text) {
        return read(trace, text).stream().map(CompactSpan::span).toList();
    }

    /** The same with labels. */
    static List<CompactSpan> read(TraceId trace, String text) {
        List<CompactSpan> spans =
                blocks(text).stream().map(block -> span(trace, block)).toList();
        if (spans.isEmpty()) {
            throw new CompactTraceException(
                    1, "there is no span, expected lines of 'id parent service name start-ms duration-ms'");
        }
        requireDifferent(spans);
        return spans;
    }

    private static void requireDifferent(List<CompactSpan> spans) {
        Map<SpanId, Integer> lines = new HashMap<>();
        for (CompactSpan span : spans) {
            Integer first = lines.putIfAbsent(span.span().spanId(), span.line());
            if (first != null) {
                throw new CompactTraceException(
                        span.line(), "the span of line " + first + " has the id " + quoted(span.label()) + " already");
            }
        }
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            List<String> tokens = CompactTokens.of(number, content);
            if (!tokens.get(0).equals("+")) {
                blocks.add(new Block(number, tokens, new ArrayList<>()));
            } else if (blocks.isEmpty()) {
                throw new CompactTraceException(
                        number, "an event comes before the first span: " + Excerpt.of(content, MAX_QUOTED));
            } else {
                blocks.get(blocks.size() - 1).events().add(event(number, tokens));
            }
        }
        return blocks;
    }

    /** The span id that stands for a label; different labels of up to 8 ASCII characters always differ. */
    public static SpanId spanId(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        long packed = bytes.length <= SpanId.BYTES ? packed(bytes) : 0;
        return new SpanId(packed == 0 ? ByteBuffer.wrap(sha256(bytes)).getLong() : packed);
    }

    private static long packed(byte[] label) {
        long value = 0;
        for (byte character : label) {
            value = value << Byte.SIZE | (character & 0xff);
        }
        return value;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A line that starts a span, and the events that follow it. */
    private record Block(int line, List<String> tokens, List<SpanEvent> events) {}

    private static CompactSpan span(TraceId trace, Block block) {
        List<String> tokens = block.tokens();
        if (tokens.size() < SPAN_COLUMNS) {
            throw new CompactTraceException(
                    block.line(),
                    "expected 'id parent service name start-ms duration-ms', found " + quotedLine(tokens));
        }
        CompactFields fields = new CompactFields(block.line());
        if (!tokens.get(2).equals(NONE)) {
            fields.service(tokens.get(2));
        }
        tokens.subList(SPAN_COLUMNS, tokens.size()).forEach(fields::add);
        long start = nanos(block.line(), "start-ms", tokens.get(4));
        long duration = millis(block.line(), "duration-ms", tokens.get(5));
        String label = CompactFields.unquoted(tokens.get(0));
        Span span = Span.builder(trace, spanId(label))
                .parentSpanId(tokens.get(1).equals(NONE) ? null : spanId(CompactFields.unquoted(tokens.get(1))))
                .name(CompactFields.unquoted(tokens.get(3)))
                .time(start, start + duration)
                .kind(fields.kind())
                .status(fields.status())
                .attributes(fields.attributes())
                .resource(new Resource(fields.resource()))
                .scope(new Scope("", "", fields.scope()))
                .events(block.events())
                .build();
        return new CompactSpan(label, block.line(), span);
    }

    private static SpanEvent event(int line, List<String> tokens) {
        if (tokens.size() < EVENT_COLUMNS) {
            throw new CompactTraceException(line, "expected '+ name at-ms', found " + quotedLine(tokens));
        }
        CompactFields fields = new CompactFields(line);
        tokens.subList(EVENT_COLUMNS, tokens.size()).forEach(fields::addAttribute);
        return new SpanEvent(
                CompactFields.unquoted(tokens.get(1)), nanos(line, "at-ms", tokens.get(2)), fields.attributes());
    }

    private static long nanos(int line, String column, String text) {
        return TimeUnit.SECONDS.toNanos(TIME_ZERO.getEpochSecond()) + millis(line, column, text);
    }

    /** Milliseconds, perhaps with a fraction, as nanoseconds. */
    private static long millis(int line, String column, String text) {
        if (!MILLIS.matcher(text).matches()) {
            throw new CompactTraceException(
                    line, column + " is " + quoted(text) + ", expected a number of milliseconds");
        }
        return new BigDecimal(text).movePointRight(6).longValue();
    }

    private static String quoted(String text) {
        return "'" + Excerpt.of(text, MAX_QUOTED) + "'";
    }

    private static String quotedLine(List<String> tokens) {
        return Excerpt.of(String.join(" ", tokens), MAX_QUOTED);
    }
}
