package com.betrace.rule.index;

import org.jspecify.annotations.Nullable;

/**
 * A span has this key where the field has the value. One whose field has a value of another class may have it, because values
 * can be converted; one without the field never has.
 *
 * @param value a String or Long; null where any will do
 */
public record SpanKey(SpanField field, @Nullable Object value) {

    public SpanKey {
        if (value != null && !(value instanceof String) && !(value instanceof Long)) {
            throw new IllegalArgumentException(value + " is a " + value.getClass() + ", expected a String or Long");
        }
    }
}
