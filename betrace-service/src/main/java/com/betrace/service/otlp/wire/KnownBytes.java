package com.betrace.service.otlp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded before, by the bytes it came as. A table of fixed size, in which something stands from its second appearance on,
 * so that what never repeats displaces nothing; a place changes hands once in a minute at most, so that what is not in it any more
 * but still used by spans is little. Thread-safe: a race costs at most that something is not shared.
 */
final class KnownBytes<T> {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Known<?>[] known;
    private final int[] lastSeen;
    private final int longest;

    /** Immutable, as it is published by a race. */
    private record Known<T>(byte[] bytes, T value, long since) {}

    /**
     * @param slots a power of two
     * @param longest what has more bytes is not kept
     */
    KnownBytes(int slots, int longest) {
        this.known = new Known<?>[slots];
        this.lastSeen = new int[slots];
        this.longest = longest;
    }

    /** What these bytes were decoded to, or null where that is not known. */
    @Nullable
    T find(byte[] bytes, int from, int length) {
        if (length > longest) {
            return null;
        }
        Known<T> there = at(slot(hash(bytes, from, length)));
        return there != null && Arrays.equals(there.bytes, 0, there.bytes.length, bytes, from, from + length)
                ? there.value
                : null;
    }

    /** Takes note of what was not found; it may be found from now on. */
    void decoded(byte[] bytes, int from, int length, T value) {
        if (length > longest) {
            return;
        }
        long hash = hash(bytes, from, length);
        int slot = slot(hash);
        if (lastSeen[slot] == (int) hash) {
            settle(slot, bytes, from, length, value);
        }
        lastSeen[slot] = (int) hash;
    }

    private void settle(int slot, byte[] bytes, int from, int length, T value) {
        long now = System.nanoTime();
        Known<T> there = at(slot);
        if (there == null || now - there.since > MINUTE) {
            known[slot] = new Known<>(Arrays.copyOfRange(bytes, from, from + length), value, now);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Known<T> at(int slot) {
        return (Known<T>) known[slot];
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & known.length - 1;
    }

    private static long hash(byte[] bytes, int from, int length) {
        long hash = length;
        int at = from;
        int end = from + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        return mix(hash ^ rest);
    }

    private static long mix(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 32;
    }
}
