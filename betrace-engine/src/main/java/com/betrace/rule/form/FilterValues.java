package com.betrace.rule.form;

import com.betrace.model.Span;
import com.betrace.model.StatusCode;
import com.betrace.rule.form.SpanFilter.Answer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values that a {@link SpanFilter} reads from a span, and what it knows of two of them without any conversion. */
final class FilterValues {

    /** A value that is not known here, such as an element of a map. */
    private static final Object UNKNOWN = new Object();

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Read from a span. */
    interface Value {
        @Nullable
        Object of(Span span);
    }

    interface Comparison {
        Answer of(@Nullable Object left, @Nullable Object right);
    }

    private FilterValues() {}

    /**
     * Null where a filter does not read such values.
     *
     * @param subject which forms stand for the span
     */
    static @Nullable Value of(Form form, Predicate<Form> subject) {
        if (form instanceof Form.Constant constant) {
            Object value = constant.value();
            return value == null || isPlain(value) ? span -> value : null;
        }
        if (form instanceof Form.Property property && subject.test(property.target())) {
            return property(property.name());
        }
        if (form instanceof Form.Attribute attribute && subject.test(attribute.target())) {
            return attribute(attribute.path());
        }
        boolean byKey = form instanceof Form.Index index
                && subject.test(index.target())
                && index.key() instanceof Form.Constant constant
                && constant.value() instanceof String;
        return byKey ? attribute(List.of(String.valueOf(((Form.Constant) ((Form.Index) form).key()).value()))) : null;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    private static @Nullable Value property(String name) {
        return switch (name) {
            case "name" -> Span::name;
            case "service" -> span -> span.service().isEmpty() ? null : span.service();
            case "kind" -> span -> span.kind().name();
            case "status" -> span -> span.status().name();
            case "statusMessage" -> Span::statusMessage;
            case "failed" -> span -> span.status() == StatusCode.ERROR;
            case "durationMs" -> span -> span.durationNanos() / NANOS_PER_MILLI;
            default -> null;
        };
    }

    private static Value attribute(List<String> path) {
        int last = path.size() - 1;
        String[] keys = new String[path.size()];
        for (int i = 0; i <= last; i++) {
            keys[i] = String.join(".", path.subList(0, i + 1));
        }
        return span -> {
            Object value = attribute(span, keys[last]);
            for (int i = last - 1; value == null && i >= 0; i--) {
                value = attribute(span, keys[i]) == null ? null : UNKNOWN;
            }
            return value;
        };
    }

    static @Nullable Object attribute(Span span, String key) {
        Object own = span.attributes().get(key);
        if (own != null) {
            return own;
        }
        Object ofResource = span.resource().attributes().get(key);
        return ofResource != null ? ofResource : span.scope().attributes().get(key);
    }

    static Answer truth(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return Answer.of(flag);
        }
        if (value instanceof String text) {
            return Answer.of(!text.isEmpty() && !text.equals("false"));
        }
        return value == null ? Answer.NO : Answer.UNKNOWN;
    }

    static Answer equal(@Nullable Object left, @Nullable Object right) {
        if (left == UNKNOWN || right == UNKNOWN) {
            return Answer.UNKNOWN;
        }
        if (left == null || right == null) {
            return Answer.of(left == right);
        }
        boolean alike = left instanceof String && right instanceof String
                || left instanceof Long && right instanceof Long
                || left instanceof Boolean && right instanceof Boolean;
        if (alike) {
            return Answer.of(left.equals(right));
        }
        return isComparable(left, right) ? Answer.of(number(left) == number(right)) : Answer.UNKNOWN;
    }

    static Answer less(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return isKnown(left, right) ? Answer.NO : Answer.UNKNOWN;
        }
        if (left instanceof Long a && right instanceof Long b) {
            return Answer.of(a < b);
        }
        return isComparable(left, right) ? Answer.of(number(left) < number(right)) : Answer.UNKNOWN;
    }

    static Answer lessOrEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return isKnown(left, right) ? Answer.NO : Answer.UNKNOWN;
        }
        if (left instanceof Long a && right instanceof Long b) {
            return Answer.of(a <= b);
        }
        return isComparable(left, right) ? Answer.of(number(left) <= number(right)) : Answer.UNKNOWN;
    }

    static Answer startsWith(@Nullable Object value, @Nullable Object prefix) {
        if (value == null && isKnown(value, prefix)) {
            return Answer.NO;
        }
        return value instanceof String text && prefix instanceof String start
                ? Answer.of(text.startsWith(start))
                : Answer.UNKNOWN;
    }

    static Answer endsWith(@Nullable Object value, @Nullable Object suffix) {
        if (value == null && isKnown(value, suffix)) {
            return Answer.NO;
        }
        return value instanceof String text && suffix instanceof String end
                ? Answer.of(text.endsWith(end))
                : Answer.UNKNOWN;
    }

    private static boolean isKnown(@Nullable Object left, @Nullable Object right) {
        return left != UNKNOWN && right != UNKNOWN;
    }

    /** Whether both are numbers that a double has as they are; comparing NaN is false as it is between doubles. */
    private static boolean isComparable(Object left, Object right) {
        return isExact(left) && isExact(right);
    }

    private static boolean isExact(Object value) {
        return value instanceof Double
                || value instanceof Long number && Math.abs(number) < EXACT_IN_DOUBLE && number != Long.MIN_VALUE;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
