package com.betrace.service.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * An exact counter whose series are known beforehand: each is on the page from the start with 0, and adding allocates
 * nothing.
 */
final class LabelledCounter<E extends Enum<E>> {

    private final Map<E, LongAdder> counts;

    /** One series for each of the values; the label's value is the constant's name in lower case. */
    LabelledCounter(LongCounterBuilder instrument, String label, E[] values) {
        counts = new EnumMap<>(values[0].getDeclaringClass());
        Arrays.stream(values).forEach(value -> counts.put(value, new LongAdder()));
        AttributeKey<String> key = AttributeKey.stringKey(label);
        Map<E, Attributes> labels = new EnumMap<>(values[0].getDeclaringClass());
        Arrays.stream(values).forEach(value -> labels.put(value, Attributes.of(key, lowerCase(value))));
        instrument.buildWithCallback(
                measurement -> counts.forEach((value, count) -> measurement.record(count.sum(), labels.get(value))));
    }

    /** Counts; a value that was not announced is a bug and throws. */
    void add(E value, long amount) {
        LongAdder count = counts.get(value);
        if (count == null) {
            throw new IllegalArgumentException(value + " is not among the counter's " + counts.keySet());
        }
        count.add(amount);
    }

    /** An exact counter without label. */
    static LongAdder plain(LongCounterBuilder instrument) {
        LongAdder count = new LongAdder();
        instrument.buildWithCallback(measurement -> measurement.record(count.sum()));
        return count;
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
