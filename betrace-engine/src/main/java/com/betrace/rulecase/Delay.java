package com.betrace.rulecase;

import com.betrace.model.Excerpt;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long one span comes after another, as tests write it: a number and one of the units ns us ms s m h. */
final class Delay {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    /** So that all delays of a trace together still are a time. */
    private static final Duration MAX = Duration.ofHours(24);

    private static final int MAX_QUOTED = 40;

    private Delay() {}

    /** Throws {@link UnreadableTestException}. */
    static long nanos(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        BigDecimal nanos = matcher.matches()
                ? new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(
                                UNITS.getOrDefault(matcher.group(2), MAX).toNanos()))
                : null;
        if (nanos == null || nanos.compareTo(BigDecimal.valueOf(MAX.toNanos())) > 0) {
            throw new UnreadableTestException(
                    field,
                    "the delay is '" + Excerpt.of(text, MAX_QUOTED)
                            + "', expected a number and one of the units ns us ms s m h, such as 8s, at most 24h");
        }
        return nanos.longValue();
    }
}
