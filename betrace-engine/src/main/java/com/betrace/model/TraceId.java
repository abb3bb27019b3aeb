package com.betrace.model;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** A trace id: 16 bytes, never all zero, written as 32 lower-case hex digits. */
public record TraceId(long high, long low) implements Comparable<TraceId> {

    public static final int BYTES = 16;
    private static final int HEX_DIGITS = 2 * BYTES;
    private static final long SEED = new SplittableRandom().nextLong();

    public TraceId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("trace id is all zero");
        }
    }

    /** Reads 32 hex digits in any case; throws IllegalArgumentException that says what was found instead. */
    public static TraceId parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("trace id has " + hex.length() + " characters, expected 32 hex digits");
        }
        return new TraceId(Hex.parseLong(hex, 0, "trace id"), Hex.parseLong(hex, HEX_DIGITS / 2, "trace id"));
    }

    /** Reads 16 bytes, most significant first. */
    public static TraceId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("trace id has " + bytes.length + " bytes, expected 16");
        }
        return at(bytes, 0);
    }

    /** Reads 16 bytes of an array that has so many behind this place. */
    public static TraceId at(byte[] bytes, int from) {
        return new TraceId(Hex.readLong(bytes, from), Hex.readLong(bytes, from + Long.BYTES));
    }

    /** Whether it is what {@link #at} reads there. */
    public boolean isAt(byte[] bytes, int from) {
        return high == Hex.readLong(bytes, from) && low == Hex.readLong(bytes, from + Long.BYTES);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        Hex.writeLong(high, bytes, 0);
        Hex.writeLong(low, bytes, Long.BYTES);
        return bytes;
    }

    /** Seeded per process, so that a sender cannot choose ids that collide. */
    @Override
    public int hashCode() {
        long bits = (high ^ SEED) * 0xff51afd7ed558ccdL ^ low;
        bits = (bits ^ bits >>> 32) * 0xc4ceb9fe1a85ec53L;
        return (int) (bits ^ bits >>> 32);
    }

    @Override
    public int compareTo(TraceId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
