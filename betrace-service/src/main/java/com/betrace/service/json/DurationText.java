package com.betrace.service.json;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as text: a decimal number and a unit, as in rules; proto3 JSON knows seconds only. */
public final class DurationText {

    public static final String EXPECTATION = "a duration such as \"0.25s\", \"5ms\" or \"1h\" (units ns us ms s m h)";

    private static final Pattern DURATION = Pattern.compile("(-?[0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h)");
    private static final int NANO_DIGITS = 9;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", BigDecimal.valueOf(1_000),
            "ms", BigDecimal.valueOf(1_000_000),
            "s", BigDecimal.valueOf(1_000_000_000),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L));

    private DurationText() {}

    /** Null where the text is none, no whole number of nanoseconds, or more than 10 000 years. */
    public static @Nullable Duration parse(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        BigDecimal nanos =
                new BigDecimal(parts.group(1)).multiply(nanosOf(parts.group(2))).stripTrailingZeros();
        return nanos.scale() > 0 ? null : ofNanos(nanos.toBigIntegerExact());
    }

    private static @Nullable Duration ofNanos(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        Duration duration = Duration.newBuilder()
                .setSeconds(parts[0].longValue())
                .setNanos(parts[1].intValue())
                .build();
        return Durations.isValid(duration) ? duration : null;
    }

    /** As a person would write it, such as {@code 5ms}, {@code 1.5s} or {@code 2h}; {@link #parse} reads it back. */
    static String format(Duration duration) {
        BigDecimal nanos = BigDecimal.valueOf(duration.getSeconds())
                .movePointRight(NANO_DIGITS)
                .add(BigDecimal.valueOf(duration.getNanos()));
        if (nanos.signum() == 0) {
            return "0s";
        }
        for (String unit : new String[] {"h", "m"}) {
            BigDecimal[] parts = nanos.divideAndRemainder(nanosOf(unit));
            if (parts[1].signum() == 0) {
                return parts[0].toBigIntegerExact() + unit;
            }
        }
        for (String unit : new String[] {"s", "ms", "us"}) {
            if (nanos.abs().compareTo(nanosOf(unit)) >= 0) {
                return nanos.divide(nanosOf(unit)).stripTrailingZeros().toPlainString() + unit;
            }
        }
        return nanos.toPlainString() + "ns";
    }

    private static BigDecimal nanosOf(String unit) {
        return Objects.requireNonNull(NANOS.get(unit), unit);
    }
}
