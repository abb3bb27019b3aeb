package com.betrace.rulecase;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    private static final Pattern TOKEN = Pattern.compile("(?:[^\\s\"]++|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")++");
    private static final int SPAN_COLUMNS = 6;
    private static final int EVENT_COLUMNS = 3;
    private static final String NONE = "-";

    private CompactTrace() {}

    /** The spans in the order of their lines; throws CompactTraceException that names the line and what it lacks. */
    public static List<Span> parse(TraceId trace, String text) {
        List<Block> blocks = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            List<String> tokens = tokens(content);
            if (!tokens.get(0).equals("+")) {
                blocks.add(new Block(number, tokens, new ArrayList<>()));
            } else if (blocks.isEmpty()) {
                throw new CompactTraceException(number, "an event comes before the first span: " + content);
            } else {
                blocks.get(blocks.size() - 1).events().add(event(number, tokens));
            }
        }
        return blocks.stream().map(block -> span(trace, block)).toList();
    }

    /** The span id that stands for a label; different labels of up to 8 ASCII characters always differ. */
    public static SpanId spanId(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= SpanId.BYTES
                ? packed(bytes)
                : new SpanId(ByteBuffer.wrap(sha256(bytes)).getLong());
    }

    private static SpanId packed(byte[] label) {
        long value = 0;
        for (byte character : label) {
            value = value << Byte.SIZE | (character & 0xff);
        }
        return new SpanId(value);
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

    private static Span span(TraceId trace, Block block) {
        List<String> tokens = block.tokens();
        if (tokens.size() < SPAN_COLUMNS) {
            throw new CompactTraceException(
                    block.line(),
                    "expected 'id parent service name start-ms duration-ms', found " + String.join(" ", tokens));
        }
        CompactFields fields = new CompactFields(block.line());
        if (!tokens.get(2).equals(NONE)) {
            fields.service(tokens.get(2));
        }
        tokens.subList(SPAN_COLUMNS, tokens.size()).forEach(fields::add);
        long start = nanos(block.line(), "start-ms", tokens.get(4));
        long duration = millis(block.line(), "duration-ms", tokens.get(5));
        return Span.builder(trace, spanId(tokens.get(0)))
                .parentSpanId(tokens.get(1).equals(NONE) ? null : spanId(tokens.get(1)))
                .name(CompactFields.unquoted(tokens.get(3)))
                .time(start, start + duration)
                .kind(fields.kind())
                .status(fields.status())
                .attributes(fields.attributes())
                .resource(new Resource(fields.resource()))
                .scope(new Scope("", "", fields.scope()))
                .events(block.events())
                .build();
    }

    private static SpanEvent event(int line, List<String> tokens) {
        if (tokens.size() < EVENT_COLUMNS) {
            throw new CompactTraceException(line, "expected '+ name at-ms', found " + String.join(" ", tokens));
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
        try {
            return new java.math.BigDecimal(text).movePointRight(6).longValue();
        } catch (NumberFormatException e) {
            throw new CompactTraceException(line, column + " is '" + text + "', expected a number of milliseconds", e);
        }
    }

    private static List<String> tokens(String line) {
        return TOKEN.matcher(line).results().map(token -> token.group()).toList();
    }
}
