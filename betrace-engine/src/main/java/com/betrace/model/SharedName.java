package com.betrace.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that rules share by name, as stored.
 *
 * @param value of a list a {@code List} of scalars, of a lookup a {@code Map} of scalars and lists of them, of a macro the
 *     text of a lambda
 * @param version grows by one with each change, from 1
 */
public record SharedName(
        SharedKey key, Object value, Provenance provenance, Instant createdAt, Instant updatedAt, long version) {

    public SharedName {
        value = copyOf(value);
    }

    private static Object copyOf(Object value) {
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(new ArrayList<>(list));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, item instanceof List<?> list ? copyOf(list) : item));
            return Collections.unmodifiableMap(copy);
        }
        return value;
    }
}
