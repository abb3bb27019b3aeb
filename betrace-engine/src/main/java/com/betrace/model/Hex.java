package com.betrace.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian longs in hex digits and bytes. */
final class Hex {

    private static final int LONG_DIGITS = 16;
    private static final int BITS_PER_DIGIT = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Hex() {}

    static long parseLong(String hex, int from, String what) {
        long value = 0;
        for (int i = from; i < from + LONG_DIGITS; i++) {
            int digit = hex.charAt(i) < 128 ? Character.digit(hex.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException(
                        what + " has '" + hex.charAt(i) + "' at position " + (i + 1) + ", expected a hex digit");
            }
            value = value << BITS_PER_DIGIT | digit;
        }
        return value;
    }

    static long readLong(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    static void writeLong(long value, byte[] bytes, int from) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[from + i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
    }
}
