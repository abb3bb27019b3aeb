package com.betrace.service.intake;

import com.betrace.model.DropReason;
import com.betrace.model.Excerpt;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields of a span; an InvalidSpanException names the field, what was found and what was expected. */
public final class SpanFields {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_ECHO = 64;

    private SpanFields() {}

    public static TraceId traceId(String field, String hex) throws InvalidSpanException {
        return read(DropReason.INVALID_TRACE_ID, field, hex, TraceId::parse);
    }

    public static TraceId traceId(String field, ByteString bytes) throws InvalidSpanException {
        return read(DropReason.INVALID_TRACE_ID, field, bytes.toByteArray(), TraceId::of);
    }

    public static SpanId spanId(String field, String hex) throws InvalidSpanException {
        return read(DropReason.INVALID_SPAN_ID, field, hex, SpanId::parse);
    }

    public static SpanId spanId(String field, ByteString bytes) throws InvalidSpanException {
        return read(DropReason.INVALID_SPAN_ID, field, bytes.toByteArray(), SpanId::of);
    }

    /** Null for a root: senders write it as nothing or as zeros. */
    public static @Nullable SpanId parentSpanId(String field, String hex) throws InvalidSpanException {
        boolean root = hex.isEmpty() || hex.equals("0".repeat(2 * SpanId.BYTES));
        return root ? null : read(DropReason.INVALID_PARENT_SPAN_ID, field, hex, SpanId::parse);
    }

    /** Null for a root: senders write it as nothing or as zeros. */
    public static @Nullable SpanId parentSpanId(String field, ByteString bytes) throws InvalidSpanException {
        boolean root = bytes.isEmpty() || bytes.equals(ByteString.copyFrom(new byte[SpanId.BYTES]));
        return root ? null : read(DropReason.INVALID_PARENT_SPAN_ID, field, bytes.toByteArray(), SpanId::of);
    }

    /** An id of a link, by a parser that throws IllegalArgumentException. */
    public static <S, T> T linked(String field, S id, Function<S, T> parser) throws InvalidSpanException {
        return read(DropReason.INVALID_FIELD, field, id, parser);
    }

    /** Unix nanoseconds as they fit a signed long, until the year 2262. */
    public static long time(String field, long nanos) throws InvalidSpanException {
        if (nanos < 0) {
            throw new InvalidSpanException(
                    DropReason.INVALID_TIME,
                    field + ": is " + nanos + ", expected unix nanoseconds from 0 to " + Long.MAX_VALUE);
        }
        return nanos;
    }

    /** The same for an unsigned number, whose upper half looks negative. */
    public static long unsignedTime(String field, long nanos) throws InvalidSpanException {
        if (nanos < 0) {
            throw new InvalidSpanException(
                    DropReason.INVALID_TIME,
                    field + ": is " + Long.toUnsignedString(nanos) + ", expected unix nanoseconds up to "
                            + Long.MAX_VALUE);
        }
        return nanos;
    }

    /** The end of a span that says how long it took instead. */
    public static long endAfter(long startNanos, long durationMillis) throws InvalidSpanException {
        boolean fits = durationMillis >= 0 && durationMillis <= (Long.MAX_VALUE - startNanos) / NANOS_PER_MILLI;
        if (!fits) {
            throw new InvalidSpanException(
                    DropReason.INVALID_TIME,
                    "duration_ms: is " + durationMillis
                            + ", expected milliseconds from 0 that end before the year 2262");
        }
        return startNanos + durationMillis * NANOS_PER_MILLI;
    }

    /** A constant by its name in any case; empty means the default. */
    public static <E extends Enum<E>> E constant(String field, String name, E defaultValue)
            throws InvalidSpanException {
        String upper = name.toUpperCase(Locale.ROOT);
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(upper)) {
                return constant;
            }
        }
        if (name.isEmpty()) {
            return defaultValue;
        }
        throw new InvalidSpanException(
                DropReason.INVALID_FIELD,
                field + ": is '" + echo(name) + "', expected one of " + Arrays.toString(constants));
    }

    /**
     * A constant by its OTLP number, which is its ordinal. A number that is not known yet is the first, the unspecified one:
     * a sender may follow a later version of OTLP.
     */
    public static <E extends Enum<E>> E constant(int number, E[] constants) {
        return number < 0 || number >= constants.length ? constants[0] : constants[number];
    }

    /** What a sender gave, short enough for a message to it. */
    public static String echo(String text) {
        return Excerpt.of(text, MAX_ECHO);
    }

    private static <S, T> T read(DropReason reason, String field, S source, Function<S, T> parser)
            throws InvalidSpanException {
        try {
            return parser.apply(source);
        } catch (IllegalArgumentException e) {
            throw new InvalidSpanException(reason, field + ": " + e.getMessage());
        }
    }
}
