package com.betrace.model;

import java.util.Arrays;
import java.util.Base64;

/** An OTLP bytes value: immutable, compared by content. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    public int size() {
        return content.length;
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Base64, as OTLP's JSON writes bytes. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(content);
    }
}
