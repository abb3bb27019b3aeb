package com.betrace.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as OTLP sends them: keys with typed values, in order of arrival, each key once (the last value wins).
 *
 * <p>A value is a {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@link Bytes}, an unmodifiable
 * {@link List} of values or an unmodifiable {@link Map} from string to value; inside lists and maps a value that is not
 * set is {@code null}. A key whose value is not set is absent.
 */
public final class Attributes {

    public static final Attributes EMPTY = new Attributes(new Object[0]);

    /** key0, value0, key1, value1 ... */
    private final Object[] pairs;

    private Attributes(Object[] pairs) {
        this.pairs = pairs;
    }

    public static Attributes of(Map<String, ?> values) {
        Builder builder = builder();
        values.forEach(builder::put);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** The value, or null where the key is absent. */
    public @Nullable Object get(String key) {
        int index = indexOf(pairs, pairs.length, key);
        return index < 0 ? null : pairs[index + 1];
    }

    public boolean has(String key) {
        return indexOf(pairs, pairs.length, key) >= 0;
    }

    public String keyAt(int index) {
        return (String) pairs[2 * index];
    }

    public Object valueAt(int index) {
        return pairs[2 * index + 1];
    }

    public void forEach(BiConsumer<String, Object> consumer) {
        for (int i = 0; i < size(); i++) {
            consumer.accept(keyAt(i), valueAt(i));
        }
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        forEach(map::put);
        return map;
    }

    private static int indexOf(@Nullable Object[] pairs, int length, String key) {
        for (int i = 0; i < length; i += 2) {
            if (key.equals(pairs[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Equal where the same keys have equal values, in any order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && (Arrays.equals(pairs, that.pairs) || toMap().equals(that.toMap()));
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    /** Collects attributes, again after {@link #clear}; not thread-safe. */
    public static final class Builder {

        private static final int FIRST = 32;

        private @Nullable Object[] pairs = new Object[FIRST];
        private int length;

        /** A bit for each key by its hash: most keys are found to be new without a look at the others. */
        private long keys;

        private Builder() {}

        /** Sets a key; a null value (an OTLP value that is not set) leaves the key as it was. */
        public Builder put(String key, @Nullable Object value) {
            if (value == null) {
                return this;
            }
            int index = find(key);
            if (index < 0) {
                index = add(key);
            }
            pairs[index + 1] = value;
            return this;
        }

        private int add(String key) {
            if (length == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * length);
            }
            int index = length;
            pairs[index] = key;
            length += 2;
            keys |= bit(key);
            return index;
        }

        public int size() {
            return length / 2;
        }

        public boolean has(String key) {
            return find(key) >= 0;
        }

        private int find(String key) {
            return (keys & bit(key)) == 0 ? -1 : indexOf(pairs, length, key);
        }

        private static long bit(String key) {
            return 1L << key.hashCode();
        }

        public Builder clear() {
            Arrays.fill(pairs, 0, length, null);
            length = 0;
            keys = 0;
            return this;
        }

        public Attributes build() {
            return length == 0 ? EMPTY : new Attributes(Arrays.copyOf(pairs, length));
        }
    }
}
