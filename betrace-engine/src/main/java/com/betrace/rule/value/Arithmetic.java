package com.betrace.rule.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Computing with numbers, strings, durations and instants; null and what does not go together give null. */
public final class Arithmetic {

    private final Operators operators;
    private final int maxTextLength;

    public Arithmetic(Operators operators, int maxTextLength) {
        this.operators = operators;
        this.maxTextLength = maxTextLength;
    }

    /** A step of a computation on two numbers. */
    private interface LongOperation {
        long apply(long left, long right);
    }

    private interface DoubleOperation {
        double apply(double left, double right);
    }

    public @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String || right instanceof String) {
            return concatenate(Text.of(left), Text.of(right));
        }
        if (right instanceof Duration by) {
            return shift(left, by);
        }
        if (left instanceof Duration by && right instanceof Instant) {
            return shift(right, by);
        }
        return compute(left, right, Math::addExact, Double::sum);
    }

    private String concatenate(String left, String right) {
        if (left.length() + (long) right.length() > maxTextLength) {
            throw BudgetExceededException.TEXT;
        }
        operators.budget().read(left.length() + right.length());
        return left + right;
    }

    public @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Instant end && right instanceof Instant start) {
            return Duration.between(start, end);
        }
        if (right instanceof Duration by) {
            return shift(left, by.negated());
        }
        if (left instanceof SpanSet set && right instanceof SpanSet without) {
            return set.without(without);
        }
        return compute(left, right, Math::subtractExact, (a, b) -> a - b);
    }

    private @Nullable Object shift(Object value, Duration by) {
        try {
            if (value instanceof Instant instant) {
                return instant.plus(by);
            }
            if (value instanceof Duration duration) {
                return duration.plus(by);
            }
        } catch (ArithmeticException | DateTimeException beyondTime) {
            return null;
        }
        operators.mismatch();
        return null;
    }

    public @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Duration duration && right instanceof Number factor) {
            return scale(duration, factor.doubleValue());
        }
        if (left instanceof Number factor && right instanceof Duration duration) {
            return scale(duration, factor.doubleValue());
        }
        return compute(left, right, Math::multiplyExact, (a, b) -> a * b);
    }

    /** Always a double for numbers; null where the divisor is zero. */
    public @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Duration a && right instanceof Duration b) {
            return b.isZero() ? null : (Object) (nanos(a) / nanos(b));
        }
        if (left instanceof Duration duration && right instanceof Number divisor) {
            return divisor.doubleValue() == 0 ? null : scale(duration, 1 / divisor.doubleValue());
        }
        Number a = number(left, right);
        Number b = number(right, left);
        return a == null || b == null || b.doubleValue() == 0 ? null : (Object) (a.doubleValue() / b.doubleValue());
    }

    /** Null where the divisor is zero. */
    public @Nullable Object remainder(@Nullable Object left, @Nullable Object right) {
        Number b = right == null ? null : Numbers.of(right);
        if (b != null && b.doubleValue() == 0) {
            return null;
        }
        return compute(left, right, (x, y) -> x % y, (x, y) -> x % y);
    }

    public @Nullable Object negate(@Nullable Object value) {
        return value instanceof Duration duration ? duration.negated() : subtract(0L, value);
    }

    private @Nullable Object compute(
            @Nullable Object left, @Nullable Object right, LongOperation exact, DoubleOperation inexact) {
        Number a = number(left, right);
        Number b = number(right, left);
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Long x && b instanceof Long y) {
            try {
                return exact.apply(x, y);
            } catch (ArithmeticException overflow) {
                return inexact.apply(x, y);
            }
        }
        return inexact.apply(a.doubleValue(), b.doubleValue());
    }

    private @Nullable Number number(@Nullable Object value, @Nullable Object other) {
        if (value == null) {
            return null;
        }
        Number number = Numbers.of(value);
        if (number == null && other != null) {
            operators.mismatch();
        }
        return number;
    }

    private static @Nullable Duration scale(Duration duration, double factor) {
        double nanos = nanos(duration) * factor;
        return Double.isNaN(nanos) || Math.abs(nanos) >= Long.MAX_VALUE ? null : Duration.ofNanos(Math.round(nanos));
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
