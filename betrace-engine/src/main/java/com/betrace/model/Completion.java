package com.betrace.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a rule takes what it sees of a trace for the truth. What is null is the service's default.
 *
 * @param skew by how much the clocks of two services may differ
 * @param localRoot what an entry span with an unseen parent means
 * @param rootGrace how long no span may have come once the root is there and no parent is missing
 * @param idle how long no span may have come otherwise
 * @param maxAge how long a trace may be open at all
 */
public record Completion(
        @Nullable Duration skew,
        LocalRootPolicy localRoot,
        @Nullable Duration rootGrace,
        @Nullable Duration idle,
        @Nullable Duration maxAge) {

    public static final Completion DEFAULT = new Completion(null, LocalRootPolicy.COMPLETE);

    /** With the service's times. */
    public Completion(@Nullable Duration skew, LocalRootPolicy localRoot) {
        this(skew, localRoot, null, null, null);
    }
}
