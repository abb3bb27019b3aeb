package com.betrace.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The deterministic id of a violation: 32 lower-case hex digits. */
public record ViolationId(String hex) implements Comparable<ViolationId> {

    private static final int HEX_DIGITS = 32;
    private static final int BYTES = 16;

    public ViolationId {
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new IllegalArgumentException("'" + hex + "' is not a violation id, expected 32 hex digits");
        }
    }

    /**
     * The first 128 bits of SHA-256 over the length-prefixed parts.
     *
     * @param discriminator the span id for a rule judged per span, the group key for groups, else empty
     */
    public static ViolationId of(String ruleId, TraceId traceId, String discriminator) {
        MessageDigest digest = sha256();
        update(digest, ruleId.getBytes(StandardCharsets.UTF_8));
        update(digest, traceId.toBytes());
        update(digest, discriminator.getBytes(StandardCharsets.UTF_8));
        return new ViolationId(HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES)));
    }

    private static void update(MessageDigest digest, byte[] part) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (part.length >>> shift));
        }
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(ViolationId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
