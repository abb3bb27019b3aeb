package com.betrace.service.otlp;

import com.betrace.service.intake.Reservation;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a body as they come. Grows by doubling, so that what is reserved follows what has come and not what was
 * announced, and reserves what it grows by before it does. One per request.
 */
final class BodyBytes {

    private static final int FIRST = 1 << 14;

    private final Reservation reservation;
    private final int atMost;
    private byte[] bytes = {};
    private int size;

    /** @param atMost how many bytes it may hold; it never asks for more room */
    BodyBytes(Reservation reservation, int atMost) {
        this.reservation = reservation;
        this.atMost = atMost;
    }

    /** Has room for one byte at least. RequestException UNAVAILABLE where there is no memory for it. */
    byte[] withRoom() {
        if (size == bytes.length) {
            int capacity = (int) Math.min(atMost, Math.max(FIRST, 2L * size));
            reservation.grow(capacity - bytes.length);
            bytes = Arrays.copyOf(bytes, capacity);
        }
        return bytes;
    }

    /** So many bytes were written at {@link #size()}. */
    void added(int count) {
        size += count;
    }

    int size() {
        return size;
    }

    int room() {
        return bytes.length - size;
    }

    /** What it holds; not to be added to any more. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** Gives back what was reserved for it. */
    void release() {
        reservation.shrink(bytes.length);
        bytes = new byte[0];
        size = 0;
    }
}
