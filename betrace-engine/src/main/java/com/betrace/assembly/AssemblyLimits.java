package com.betrace.assembly;

/**
 * What open traces may cost. Bytes are estimates of memory ({@link com.betrace.model.SpanBytes}).
 *
 * @param maxSpans spans of one trace; reaching it closes the trace by SPAN_LIMIT
 * @param maxBytes bytes of one trace; reaching it closes the trace by BYTE_LIMIT
 * @param maxOpenBytes bytes of all open traces; above it the largest and oldest are closed by MEMORY
 * @param tombstones about how many closed traces are remembered, to know their late spans; 16 bytes each
 */
public record AssemblyLimits(int maxSpans, long maxBytes, long maxOpenBytes, int tombstones) {

    private static final int HEAP_SHARE = 4;

    public AssemblyLimits {
        requirePositive("maxSpans", maxSpans);
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxOpenBytes", maxOpenBytes);
        requirePositive("tombstones", tombstones);
    }

    /** 20 000 spans and 5 MB a trace, a quarter of the heap for all, 262 144 tombstones. */
    public static AssemblyLimits defaults() {
        return new AssemblyLimits(20_000, 5_000_000, Runtime.getRuntime().maxMemory() / HEAP_SHARE, 1 << 18);
    }

    /** The part of one of several assemblers that share the memory. */
    public AssemblyLimits dividedBy(int assemblers) {
        return new AssemblyLimits(
                maxSpans, maxBytes, Math.max(1, maxOpenBytes / assemblers), Math.max(1, tombstones / assemblers));
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
