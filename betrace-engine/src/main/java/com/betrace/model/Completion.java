package com.betrace.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a rule takes what it sees of a trace for the truth.
 *
 * @param skew by how much the clocks of two services may differ; null for the service's default
 * @param localRoot what an entry span with an unseen parent means
 */
public record Completion(@Nullable Duration skew, LocalRootPolicy localRoot) {

    public static final Completion DEFAULT = new Completion(null, LocalRootPolicy.COMPLETE);
}
