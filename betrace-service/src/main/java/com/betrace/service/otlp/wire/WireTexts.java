package com.betrace.service.otlp.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Strings from UTF-8; InvalidProtocolBufferException where the bytes are none. */
final class WireTexts {

    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private WireTexts() {}

    static String decode(byte[] bytes, int from, int length) throws InvalidProtocolBufferException {
        if (length == 0) {
            return "";
        }
        if (isAscii(bytes, from, length)) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        require(bytes, from, length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    static void require(byte[] bytes, int from, int length) throws InvalidProtocolBufferException {
        if (!UnsafeByteOperations.unsafeWrap(bytes, from, length).isValidUtf8()) {
            throw new InvalidProtocolBufferException("a string is not UTF-8");
        }
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
}
