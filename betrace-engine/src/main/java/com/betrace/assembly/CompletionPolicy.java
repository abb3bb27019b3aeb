package com.betrace.assembly;

import java.time.Duration;

/**
 * When a trace is taken for complete, in time since its spans arrived; the spans' own times play no part.
 *
 * @param rootGrace how long no new span may have come once the root was seen and no parent is missing
 * @param idle how long no new span may have come otherwise
 * @param maxAge how long a trace may be open at all
 */
public record CompletionPolicy(Duration rootGrace, Duration idle, Duration maxAge) {

    /** The grace is longer than the 5 s for which OpenTelemetry SDKs hold spans back. */
    public static final CompletionPolicy DEFAULT =
            new CompletionPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(120));

    public CompletionPolicy {
        requirePositive("rootGrace", rootGrace);
        requirePositive("idle", idle);
        requirePositive("maxAge", maxAge);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
