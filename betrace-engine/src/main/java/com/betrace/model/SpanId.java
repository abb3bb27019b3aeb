package com.betrace.model;

import java.util.HexFormat;

/** A span id: 8 bytes, never zero, written as 16 lower-case hex digits. */
public record SpanId(long value) implements Comparable<SpanId> {

    public static final int BYTES = 8;
    private static final int HEX_DIGITS = 2 * BYTES;

    public SpanId {
        if (value == 0) {
            throw new IllegalArgumentException("span id is all zero");
        }
    }

    /** Reads 16 hex digits in any case; throws IllegalArgumentException that says what was found instead. */
    public static SpanId parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("span id has " + hex.length() + " characters, expected 16 hex digits");
        }
        return new SpanId(Hex.parseLong(hex, 0, "span id"));
    }

    /** Reads 8 bytes, most significant first. */
    public static SpanId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("span id has " + bytes.length + " bytes, expected 8");
        }
        return at(bytes, 0);
    }

    /** Reads 8 bytes of an array that has so many behind this place. */
    public static SpanId at(byte[] bytes, int from) {
        return new SpanId(Hex.readLong(bytes, from));
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        Hex.writeLong(value, bytes, 0);
        return bytes;
    }

    @Override
    public int compareTo(SpanId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
