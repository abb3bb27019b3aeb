package com.betrace.assembly;

import java.time.Duration;

/**
 * What traces may cost. Bytes are estimates of memory ({@link com.betrace.model.SpanBytes}).
 *
 * @param maxSpans spans of one trace; reaching it closes the trace by SPAN_LIMIT
 * @param maxBytes bytes of one trace; reaching it closes the trace by BYTE_LIMIT
 * @param tombstones about how many closed traces are remembered, to know their late spans; 24 bytes each, and 16 for a fainter
 *     memory of four times as many
 * @param linger for how long after its close a trace is closed once more with spans that come late; may be zero
 */
public record AssemblyLimits(int maxSpans, long maxBytes, int tombstones, Duration linger) {

    public AssemblyLimits {
        requirePositive("maxSpans", maxSpans);
        requirePositive("maxBytes", maxBytes);
        requirePositive("tombstones", tombstones);
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger is " + linger + ", expected zero or more");
        }
    }

    /** 20 000 spans and 5 MB a trace, 262 144 tombstones, 60 s of linger. */
    public static AssemblyLimits defaults() {
        return new AssemblyLimits(20_000, 5_000_000, 1 << 18, Duration.ofSeconds(60));
    }

    /** The part of one of several assemblers that share the tombstones. */
    public AssemblyLimits dividedBy(int assemblers) {
        return new AssemblyLimits(maxSpans, maxBytes, Math.max(1, tombstones / assemblers), linger);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
