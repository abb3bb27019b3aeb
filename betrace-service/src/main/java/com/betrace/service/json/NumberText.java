package com.betrace.service.json;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as text; null where the text is none or the number is out of range. Cheap for whatever is given. */
final class NumberText {

    private static final int LONGEST = 400;
    private static final double EXACT = 0x1p53;
    private static final long HIGHEST_UINT = 0xFFFF_FFFFL;
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private NumberText() {}

    /** The 32 bits, signed or unsigned. */
    static @Nullable Integer int32(String text, boolean unsigned) {
        Long value = int64(text, false);
        long lowest = unsigned ? 0 : Integer.MIN_VALUE;
        long highest = unsigned ? HIGHEST_UINT : Integer.MAX_VALUE;
        return value != null && value >= lowest && value <= highest ? (Integer) value.intValue() : null;
    }

    /** The 64 bits, signed or unsigned; also in the spellings 1.0 and 1e3 that some JSON writers use. */
    static @Nullable Long int64(String text, boolean unsigned) {
        try {
            return unsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            Double number = float64(text);
            return number != null && isExactInteger(number) && !(unsigned && number < 0)
                    ? (Long) number.longValue()
                    : null;
        }
    }

    static @Nullable Double float64(String text) {
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            return Double.valueOf(text);
        }
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    private static boolean isExactInteger(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT;
    }
}
