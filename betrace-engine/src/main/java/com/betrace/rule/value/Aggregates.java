package com.betrace.rule.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a span set's members, taken together; missing ones are skipped. */
public final class Aggregates {

    private Aggregates() {}

    /** 0 where there is nothing to add; numbers and durations do not mix. */
    public static @Nullable Object sum(SpanSet set, Lambda lambda) {
        List<Object> values = quantities(set, lambda);
        return values.isEmpty() ? (Object) 0L : total(set.scene(), values);
    }

    public static @Nullable Object average(SpanSet set, Lambda lambda) {
        List<Object> values = quantities(set, lambda);
        return values.isEmpty()
                ? null
                : set.scene().arithmetic().divide(total(set.scene(), values), (long) values.size());
    }

    private static @Nullable Object total(Scene scene, List<Object> values) {
        Object total = values.get(0);
        for (Object value : values.subList(1, values.size())) {
            total = scene.arithmetic().add(total, value);
        }
        return total;
    }

    public static @Nullable Object min(SpanSet set, Lambda lambda) {
        Operators operators = set.scene().operators();
        return extreme(set, lambda, operators::less);
    }

    public static @Nullable Object max(SpanSet set, Lambda lambda) {
        Operators operators = set.scene().operators();
        return extreme(set, lambda, (a, b) -> operators.less(b, a));
    }

    private interface Preference {
        boolean prefers(@Nullable Object candidate, @Nullable Object best);
    }

    private static @Nullable Object extreme(SpanSet set, Lambda lambda, Preference preference) {
        Object best = null;
        for (Object value : values(set, lambda)) {
            if (best == null || preference.prefers(value, best)) {
                best = value;
            }
        }
        return best;
    }

    /** Each value once, in the order met; equal numbers are one value. */
    public static List<Object> distinct(SpanSet set, Lambda lambda) {
        Set<Object> seen = new LinkedHashSet<>();
        for (Object value : values(set, lambda)) {
            Object key = GroupKeys.normal(value);
            seen.add(key == null ? value : key);
        }
        return List.copyOf(seen);
    }

    private static List<Object> values(SpanSet set, Lambda lambda) {
        List<Object> values = new ArrayList<>();
        for (SpanView view : set.views()) {
            set.scene().step();
            Object value = lambda.call(view);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Numbers, strings that are numbers, and durations; all else is counted as a mismatch. */
    private static List<Object> quantities(SpanSet set, Lambda lambda) {
        List<Object> quantities = new ArrayList<>();
        for (Object value : values(set, lambda)) {
            Object quantity = value instanceof Duration ? value : Numbers.of(value);
            if (quantity == null) {
                set.scene().operators().mismatch();
            } else {
                quantities.add(quantity);
            }
        }
        return quantities;
    }
}
