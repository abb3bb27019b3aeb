package com.betrace.rule.value;

import com.betrace.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of every comparison and of truth. Nothing the data holds makes an operator fail: a missing value is null,
 * and types that do not go together compare false and are counted. One instance belongs to one evaluation.
 */
public final class Operators {

    /** Result of {@link #compare} for values without an order. */
    private static final int UNORDERED = 2;

    /** So many items of a list are compared in a step. */
    private static final int ITEMS_PER_STEP = 8;

    private final PatternCache patterns;
    private final Budget budget;
    private int mismatches;

    public Operators(PatternCache patterns, Budget budget) {
        this.patterns = patterns;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** How many comparisons and computations met types that do not go together. */
    public int mismatches() {
        return mismatches;
    }

    void mismatch() {
        mismatches++;
    }

    public static boolean truth(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof Number n) {
            return n.doubleValue() != 0 && !Numbers.isNaN(n);
        }
        if (value instanceof String s) {
            return !s.isEmpty() && !s.equals("false");
        }
        return !(value instanceof Sized sized && sized.size() == 0)
                && !(value instanceof Collection<?> c && c.isEmpty())
                && !(value instanceof Map<?, ?> m && m.isEmpty());
    }

    public boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return equalLists(a, b);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalMaps(a, b);
        }
        if (left instanceof String text) {
            budget.read(text.length());
        }
        if (left.getClass() == right.getClass() && isPlain(left)) {
            return left.equals(right);
        }
        return compare(left, right) == 0;
    }

    public boolean less(@Nullable Object left, @Nullable Object right) {
        return compare(left, right) == -1;
    }

    public boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
        int order = compare(left, right);
        return order == -1 || order == 0;
    }

    private static boolean isPlain(Object value) {
        return !(value instanceof Double);
    }

    private boolean equalLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.steps(left.size() / ITEMS_PER_STEP);
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!equal(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream().allMatch(e -> equal(e.getValue(), right.get(e.getKey())));
    }

    /** -1, 0 or 1, or UNORDERED: for null, NaN, and types that do not go together (counted). */
    private int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return UNORDERED;
        }
        if (left instanceof String a && right instanceof String b) {
            return compareTexts(a, b);
        }
        if (left instanceof Number || right instanceof Number) {
            return compareNumbers(left, right);
        }
        if (left instanceof Duration || right instanceof Duration) {
            return sign(durationOf(left), durationOf(right));
        }
        if (left instanceof Boolean || right instanceof Boolean) {
            return sign(booleanOf(left), booleanOf(right));
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return sign(a, b);
        }
        return sign((Integer) null, null);
    }

    private int compareNumbers(Object left, Object right) {
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        if (a == null || b == null) {
            mismatches++;
            return UNORDERED;
        }
        return Numbers.isNaN(a) || Numbers.isNaN(b) ? UNORDERED : Numbers.compare(a, b);
    }

    private <T extends Comparable<T>> int sign(@Nullable T left, @Nullable T right) {
        if (left == null || right == null) {
            mismatches++;
            return UNORDERED;
        }
        return Integer.signum(left.compareTo(right));
    }

    private static @Nullable Duration durationOf(Object value) {
        return value instanceof Duration d ? d : value instanceof String text ? Durations.parse(text) : null;
    }

    private static @Nullable Boolean booleanOf(Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return text.equalsIgnoreCase("true");
        }
        return null;
    }

    /** By code points, which differs from Java's order above the basic plane. */
    private int compareTexts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        budget.read(length);
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothOrNone = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNone ? Integer.signum(a - b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.signum(left.length() - right.length());
    }

    /** The operator {@code =~}: a whole-string match for a string, else membership. */
    public boolean matches(@Nullable Object value, @Nullable Object pattern) {
        if (value == null || pattern == null) {
            return false;
        }
        if (pattern instanceof String regex) {
            String text = matchable(value);
            return text != null && patterns.matches(regex, text, this);
        }
        if (pattern instanceof Collection<?> items) {
            budget.steps(items.size() / ITEMS_PER_STEP);
            return items.stream().anyMatch(item -> equal(value, item));
        }
        if (pattern instanceof NumberRange range) {
            Number number = Numbers.of(value);
            if (number == null) {
                mismatches++;
            }
            return number != null && range.contains(number);
        }
        if (pattern instanceof SpanSet set && value instanceof SpanView span) {
            return set.contains(span);
        }
        mismatches++;
        return false;
    }

    public boolean startsWith(@Nullable Object value, @Nullable Object prefix) {
        String text = value == null ? null : matchable(value);
        return text != null && prefix != null && text.startsWith(read(Text.of(prefix)));
    }

    public boolean endsWith(@Nullable Object value, @Nullable Object suffix) {
        String text = value == null ? null : matchable(value);
        return text != null && suffix != null && text.endsWith(read(Text.of(suffix)));
    }

    private String read(String text) {
        budget.read(text.length());
        return text;
    }

    private @Nullable String matchable(Object value) {
        if (value instanceof String || value instanceof Number) {
            return Text.of(value);
        }
        mismatches++;
        return null;
    }

    /** Null for what has no size. */
    public @Nullable Long size(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String s) {
            return (long) s.length();
        }
        if (value instanceof Collection<?> c) {
            return (long) c.size();
        }
        if (value instanceof Map<?, ?> m) {
            return (long) m.size();
        }
        if (value instanceof Sized sized) {
            return (long) sized.size();
        }
        if (value instanceof Bytes bytes) {
            return (long) bytes.size();
        }
        mismatches++;
        return null;
    }

    public boolean isEmpty(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        Long size = size(value);
        return size != null && size == 0;
    }
}
