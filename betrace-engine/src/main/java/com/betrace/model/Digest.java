package com.betrace.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The first 128 bits of SHA-256 over parts, each with its length before it, so that no two lists of parts are the same. */
final class Digest {

    private static final int BYTES = 16;

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Digest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] part) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            sha256.update((byte) (part.length >>> shift));
        }
        sha256.update(part);
        return this;
    }

    /** Ends it: 32 lower-case digits. */
    String hex() {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), BYTES));
    }
}
