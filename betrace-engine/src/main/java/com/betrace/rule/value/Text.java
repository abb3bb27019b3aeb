package com.betrace.rule.value;

import com.betrace.model.Excerpt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as text, for concatenation, messages and explanations. */
public final class Text {

    private static final int MAX_SHOWN = 80;

    private Text() {}

    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Text::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> e.getKey() + ": " + of(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }

    /** All digits, as nobody writes a pattern for exponents. */
    private static String decimal(double number) {
        String text = String.valueOf(number);
        return text.indexOf('E') < 0 ? text : BigDecimal.valueOf(number).toPlainString();
    }

    /** As {@link #of}, with strings in quotes and long ones cut. */
    public static String quoted(@Nullable Object value) {
        String text = value instanceof Double number ? rounded(number) : of(value);
        String shown = Excerpt.of(text, MAX_SHOWN);
        return value instanceof String ? "'" + shown + "'" : shown;
    }

    private static String rounded(double number) {
        boolean odd =
                Double.isNaN(number) || Double.isInfinite(number) || Math.abs(number) < 0.001 || Math.abs(number) > 1e9;
        return odd
                ? String.valueOf(number)
                : BigDecimal.valueOf(number)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
