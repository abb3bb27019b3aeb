package com.betrace.rule.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text form of durations: a decimal number and one of the units ns us ms s m h. */
public final class Durations {

    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final int MAX_LENGTH = 24;
    private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private Durations() {}

    /** Null where the text is not a duration. */
    public static @Nullable Duration parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        int unitAt = text.length();
        while (unitAt > 0 && Character.isLetter(text.charAt(unitAt - 1))) {
            unitAt--;
        }
        Long nanos = NANOS.get(text.substring(unitAt));
        if (nanos == null || !isDecimal(text, unitAt)) {
            return null;
        }
        BigDecimal total = new BigDecimal(text.substring(0, unitAt)).multiply(BigDecimal.valueOf(nanos));
        return total.abs().compareTo(MAX_NANOS) > 0 ? null : Duration.ofNanos(total.longValue());
    }

    private static boolean isDecimal(String text, int end) {
        int at = text.startsWith("-") ? 1 : 0;
        boolean digits = false;
        boolean point = false;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c == '.' && digits && !point && at + 1 < end) {
                point = true;
            } else {
                return false;
            }
        }
        return digits;
    }

    /** For people: the largest unit that keeps it at least 1, with at most three decimals below a minute. */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return parts(duration.toHours(), "h", duration.toMinutesPart(), "m");
        }
        if (seconds >= 60) {
            return parts(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
        }
        long nanos = duration.toNanos();
        if (nanos >= 1_000_000_000L) {
            return decimal(nanos, 9, "s");
        }
        if (nanos >= 1_000_000L) {
            return decimal(nanos, 6, "ms");
        }
        return nanos >= 1_000L ? decimal(nanos, 3, "us") : nanos == 0 ? "0s" : nanos + "ns";
    }

    private static String parts(long whole, String unit, int rest, String restUnit) {
        return whole + unit + (rest == 0 ? "" : rest + restUnit);
    }

    private static String decimal(long nanos, int scale, String unit) {
        BigDecimal value = BigDecimal.valueOf(nanos, scale).setScale(3, RoundingMode.HALF_UP);
        return value.stripTrailingZeros().toPlainString() + unit;
    }
}
