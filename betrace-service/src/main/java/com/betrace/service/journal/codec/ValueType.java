package com.betrace.service.journal.codec;

/** The kinds of attribute values; their places in this list are in the bytes, so new ones come last. */
enum ValueType {
    NOT_SET,
    STRING,
    TRUE,
    FALSE,
    LONG,
    DOUBLE,
    BYTES,
    LIST,
    MAP,
    /** A string by its number, as names are. */
    NAME;

    private static final ValueType[] VALUES = values();

    static ValueType of(int number) {
        if (number >= VALUES.length) {
            throw new IllegalArgumentException(
                    "an attribute value is of type " + number + ", expected 0 to " + (VALUES.length - 1));
        }
        return VALUES[number];
    }
}
