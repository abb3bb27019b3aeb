package com.betrace.model;

/** The deterministic id of a violation: 32 lower-case hex digits. */
public record ViolationId(String hex) implements Comparable<ViolationId> {

    private static final int HEX_DIGITS = 32;

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
        return new ViolationId(new Digest()
                .add(ruleId)
                .add(traceId.toBytes())
                .add(discriminator)
                .hex());
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
