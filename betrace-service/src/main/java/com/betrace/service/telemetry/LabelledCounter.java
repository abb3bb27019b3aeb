package com.betrace.service.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.Arrays;
import java.util.Locale;

/** A counter with one label of known values: each series is there from the start, with 0. */
final class LabelledCounter<E extends Enum<E>> {

    private final LongCounter counter;
    private final Attributes[] labels;

    /** The label's values are the constants' names in lower case. */
    LabelledCounter(LongCounter counter, String label, E[] values) {
        this.counter = counter;
        AttributeKey<String> key = AttributeKey.stringKey(label);
        labels = Arrays.stream(values)
                .map(value -> Attributes.of(key, lowerCase(value)))
                .toArray(Attributes[]::new);
        Arrays.stream(labels).forEach(series -> counter.add(0, series));
    }

    void add(E value, long amount) {
        counter.add(amount, labels[value.ordinal()]);
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
