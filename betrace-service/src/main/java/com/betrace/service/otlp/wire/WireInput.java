package com.betrace.service.otlp.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Reads the fields of messages from an array that it can be looked at in. Not thread-safe. */
final class WireInput {

    /** As protobuf-java has it. */
    private static final int MAX_DEPTH = 100;

    private final byte[] bytes;
    private final KnownBytes<String> texts;
    private CodedInputStream in;
    private int start;
    private int depth;
    private boolean isShared;

    WireInput(byte[] bytes, KnownBytes<String> texts) {
        this.bytes = bytes;
        this.texts = texts;
        this.in = CodedInputStream.newInstance(bytes, 0, 0);
    }

    /**
     * Reads this part of the array from now on.
     *
     * @param inside how many messages it is inside of
     */
    WireInput begin(int from, int length, int inside) {
        in = CodedInputStream.newInstance(bytes, from, length);
        start = from;
        depth = inside;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next field is in the array. */
    int at() {
        return start + in.getTotalBytesRead();
    }

    /** The next tag, or 0 at the end of the message. */
    int tag() throws IOException {
        return in.readTag();
    }

    /** Begins the message that is the value of a field; {@link #leave} is to be told what this returns. */
    int enter() throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        if (depth++ >= MAX_DEPTH) {
            throw new InvalidProtocolBufferException("messages are nested deeper than " + MAX_DEPTH + " levels");
        }
        return limit;
    }

    void leave(int limit) {
        in.popLimit(limit);
        depth--;
    }

    /** Passes over a field that nobody reads, which has to be well-formed all the same. */
    void skip(int tag) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP) {
            in.setRecursionLimit(MAX_DEPTH - depth);
        }
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that did not begin");
        }
    }

    /** Passes over a length-delimited value and returns how long it is; it ends at {@link #at()}. */
    int pass() throws IOException {
        int length = in.readRawVarint32();
        in.skipRawBytes(length);
        return length;
    }

    /** A string that is likely to come again: all who read it share one. */
    String shared() throws IOException {
        int length = pass();
        int from = at() - length;
        String known = texts.find(bytes, from, length);
        isShared = known != null;
        if (known != null) {
            return known;
        }
        String text = WireTexts.decode(bytes, from, length);
        texts.decoded(bytes, from, length, text);
        return text;
    }

    /** Whether the last one is held anyway. */
    boolean isShared() {
        return isShared;
    }

    String text() throws IOException {
        int length = pass();
        return WireTexts.decode(bytes, at() - length, length);
    }

    /** Passes over a string that nobody reads, which has to be one all the same. */
    void passText() throws IOException {
        int length = pass();
        WireTexts.require(bytes, at() - length, length);
    }

    int int32() throws IOException {
        return in.readInt32();
    }

    long int64() throws IOException {
        return in.readInt64();
    }

    boolean bool() throws IOException {
        return in.readBool();
    }

    long fixed64() throws IOException {
        return in.readFixed64();
    }

    double number() throws IOException {
        return in.readDouble();
    }
}
