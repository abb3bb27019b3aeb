package com.betrace.service.otlp.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings that came before, by their bytes: keys, names and short values repeat from span to span. A table of fixed size, in which
 * a string stands from its second appearance in a row on, so that what never repeats displaces nothing. Thread-safe: a race costs
 * at most a string that is not shared.
 */
final class WireTexts {

    private static final int SLOTS = 1 << 13;
    private static final int LONGEST = 64;
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Known[] known = new Known[SLOTS];
    private final int[] lastSeen = new int[SLOTS];

    /** Immutable, as it is published by a race. */
    private record Known(byte[] bytes, String text) {}

    /** InvalidProtocolBufferException where it is no UTF-8. */
    String shared(byte[] bytes, int from, int length) throws InvalidProtocolBufferException {
        if (length == 0 || length > LONGEST) {
            return decode(bytes, from, length);
        }
        long hash = hash(bytes, from, length);
        int slot = (int) (hash >>> 32) & SLOTS - 1;
        Known there = known[slot];
        if (there != null && Arrays.equals(there.bytes, 0, there.bytes.length, bytes, from, from + length)) {
            return there.text;
        }
        String text = decode(bytes, from, length);
        if (lastSeen[slot] == (int) hash) {
            known[slot] = new Known(Arrays.copyOfRange(bytes, from, from + length), text);
        }
        lastSeen[slot] = (int) hash;
        return text;
    }

    /** The same of a string that is not likely to come again. */
    static String decode(byte[] bytes, int from, int length) throws InvalidProtocolBufferException {
        if (length == 0) {
            return "";
        }
        if (isAscii(bytes, from, length)) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        if (!UnsafeByteOperations.unsafeWrap(bytes, from, length).isValidUtf8()) {
            throw malformed();
        }
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    static InvalidProtocolBufferException malformed() {
        return new InvalidProtocolBufferException("a string is not UTF-8");
    }

    private static boolean isAscii(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            if (((long) LONGS.get(bytes, at) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
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
