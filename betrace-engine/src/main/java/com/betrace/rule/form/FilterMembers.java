package com.betrace.rule.form;

import com.betrace.rule.form.SpanFilter.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code =~} looks in: strings or integers that are written in the rule, named there, or between two bounds. */
sealed interface FilterMembers {

    /** Whether a value is among them. */
    Answer have(@Nullable Object value);

    /** Members of one class. */
    record Items(Class<?> type, Set<Object> items) implements FilterMembers {

        @Override
        public Answer have(@Nullable Object value) {
            if (value == null) {
                return Answer.NO;
            }
            return type.isInstance(value) ? Answer.of(items.contains(value)) : Answer.UNKNOWN;
        }
    }

    /** Integers from one to another, both included. */
    record Range(long from, long to) implements FilterMembers {

        static Range between(long one, long other) {
            return new Range(Math.min(one, other), Math.max(one, other));
        }

        @Override
        public Answer have(@Nullable Object value) {
            if (value == null) {
                return Answer.NO;
            }
            return value instanceof Long number ? Answer.of(number >= from && number <= to) : Answer.UNKNOWN;
        }
    }

    /** Null where a filter does not look into such. */
    static @Nullable FilterMembers of(Form form) {
        if (form instanceof Form.Constant constant && constant.value() instanceof Collection<?> items) {
            return of(List.copyOf(items));
        }
        if (!(form instanceof Form.Literal literal) || !literal.parts().stream().allMatch(FilterMembers::isPlain)) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        literal.parts().forEach(part -> values.add(((Form.Constant) part).value()));
        boolean range = literal.type() == Type.RANGE
                && values.size() == 2
                && values.get(0) instanceof Long
                && values.get(1) instanceof Long;
        if (range) {
            return Range.between((Long) values.get(0), (Long) values.get(1));
        }
        return literal.type() == Type.RANGE || literal.type() == Type.MAP ? null : of(values);
    }

    private static boolean isPlain(Form part) {
        return part instanceof Form.Constant constant && constant.value() != null;
    }

    private static @Nullable FilterMembers of(List<?> items) {
        for (Class<?> type : List.of(String.class, Long.class)) {
            if (items.stream().allMatch(type::isInstance)) {
                return new Items(type, Set.copyOf(items));
            }
        }
        return null;
    }
}
