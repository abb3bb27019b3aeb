package com.betrace.model;

import java.util.Comparator;
import java.util.Locale;

/** The kind and name of something that rules share; names of different kinds do not meet. Sorted by kind, then name. */
public record SharedKey(Kind kind, String name) implements Comparable<SharedKey> {

    private static final Comparator<SharedKey> ORDER =
            Comparator.comparing(SharedKey::kind).thenComparing(SharedKey::name);

    /** What rules share. */
    public enum Kind {
        LIST,
        LOOKUP,
        MACRO;

        /** As it is called in a sentence. */
        public String noun() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(SharedKey other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code list 'pii_tables'}. */
    @Override
    public String toString() {
        return kind.noun() + " '" + name + "'";
    }
}
