package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that sub-expressions had when they were last evaluated. */
final class Recorder {

    private final Map<Form, Value> values = new IdentityHashMap<>();

    record Value(@Nullable Object value) {}

    void record(Form form, @Nullable Object value) {
        values.put(form, new Value(value));
    }

    /** Null where the form was not evaluated. */
    @Nullable
    Value valueOf(Form form) {
        return values.get(form);
    }
}
