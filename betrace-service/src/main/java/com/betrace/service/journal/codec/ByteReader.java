package com.betrace.service.journal.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteWriter} wrote; BufferUnderflowException where the bytes end before. */
public final class ByteReader {

    private static final int SEVEN_BITS = 0x7f;

    private final ByteBuffer bytes;

    public ByteReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    public int readByte() {
        return bytes.get() & 0xff;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & SEVEN_BITS) << shift;
            if (next <= SEVEN_BITS) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    public long readSigned() {
        long value = readVarint();
        return value >>> 1 ^ -(value & 1);
    }

    public long readFixed() {
        return bytes.getLong();
    }

    /** How many elements follow, each of which takes at least a byte. */
    public int readCount() {
        long count = readVarint();
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) count;
    }

    public byte[] readBytes(int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] read = new byte[count];
        bytes.get(read);
        return read;
    }

    public String readString() {
        long header = readVarint();
        long length = header >>> 1;
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return (header & 1) == 0 ? readUtf8((int) length) : readChars((int) length);
    }

    private String readUtf8(int length) {
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    private String readChars(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) readVarint());
        }
        return text.toString();
    }
}
