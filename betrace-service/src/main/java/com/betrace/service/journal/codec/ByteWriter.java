package com.betrace.service.journal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers of variable length, fixed words, texts. */
public final class ByteWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_SIZE = 512;
    private static final int LONGEST_VARINT = 10;
    private static final int SEVEN_BITS = 0x7f;

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(FIRST_SIZE);
    }

    /** @param expected about as many bytes as there will be */
    public ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, the lowest first; small numbers that are not negative are short. */
    public void writeVarint(long value) {
        room(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes[size++] = (byte) (rest & SEVEN_BITS | SEVEN_BITS + 1);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Numbers near zero are short, whatever their sign. */
    public void writeSigned(long value) {
        writeVarint(value << 1 ^ value >> 63);
    }

    /** Eight bytes, the highest first. */
    public void writeFixed(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void writeBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** As UTF-8, or as it is where it holds halves of surrogate pairs, which UTF-8 cannot say. */
    public void writeString(String value) {
        if (isUnicode(value)) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            writeVarint((long) utf8.length << 1);
            writeBytes(utf8);
        } else {
            writeVarint((long) value.length() << 1 | 1);
            value.chars().forEach(this::writeVarint);
        }
    }

    private static boolean isUnicode(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return value.codePoints()
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
            }
        }
        return true;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
