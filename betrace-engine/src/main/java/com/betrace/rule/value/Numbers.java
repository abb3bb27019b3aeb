package com.betrace.rule.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Longs, doubles and strings that are numbers. */
public final class Numbers {

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final int MAX_DIGITS = 64;

    private Numbers() {}

    /** The value as a Long or Double: a number, or a string that is one; else null. */
    static @Nullable Number of(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        return value instanceof String text ? parse(text) : null;
    }

    /** A decimal number with optional sign, fraction and exponent, nothing around it; else null. */
    public static @Nullable Number parse(String text) {
        int form = form(text);
        if (form == 0) {
            return null;
        }
        if (form == 1) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException tooLarge) {
                return Double.valueOf(text);
            }
        }
        return Double.valueOf(text);
    }

    /** 0 not a number, 1 an integer, 2 with fraction or exponent. */
    private static int form(String text) {
        int length = text.length();
        if (length > MAX_DIGITS) {
            return 0;
        }
        int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int from = at;
        at = digits(text, at);
        int digits = at - from;
        if (digits == 0) {
            return 0;
        }
        if (at == length) {
            return 1;
        }
        if (text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return 0;
            }
            at = fraction;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < length && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+') ? 1 : 0;
            int exponent = digits(text, at + 1 + sign);
            if (exponent == at + 1 + sign) {
                return 0;
            }
            at = exponent;
        }
        return at == length ? 2 : 0;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    static boolean isNaN(Number number) {
        return number instanceof Double d && d.isNaN();
    }

    /** Exact also where a long has no double; neither may be NaN. */
    static int compare(Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (isExact(left) && isExact(right)
                || Double.isInfinite(left.doubleValue())
                || Double.isInfinite(right.doubleValue())) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            return a < b ? -1 : a > b ? 1 : 0;
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static boolean isExact(Number number) {
        return number instanceof Double || Math.abs(number.longValue()) < EXACT_IN_DOUBLE;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long n ? BigDecimal.valueOf(n) : new BigDecimal(number.doubleValue());
    }
}
