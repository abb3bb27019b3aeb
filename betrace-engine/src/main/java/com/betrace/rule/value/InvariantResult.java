package com.betrace.rule.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code when(..)} came to.
 *
 * @param subjects the spans that were subject to it; null where the subject is a condition
 * @param occurred whether there was anything to judge
 * @param failures the clauses that failed, in order
 */
public record InvariantResult(@Nullable SpanSet subjects, boolean occurred, List<Failure> failures) implements Sized {

    /**
     * A clause that failed.
     *
     * @param clause its place, from 0
     * @param offenders the spans it failed for; null where it failed for the whole trace
     */
    public record Failure(int clause, @Nullable SpanSet offenders) {}

    public InvariantResult {
        failures = List.copyOf(failures);
    }

    /** Truthy means violated, so it counts its failures. */
    @Override
    public int size() {
        return failures.size();
    }

    /** All spans some clause failed for, empty where it failed for the whole trace. */
    public @Nullable SpanSet offenders() {
        SpanSet all = null;
        for (Failure failure : failures) {
            if (failure.offenders() != null) {
                all = all == null ? failure.offenders() : all.or(failure.offenders());
            }
        }
        return all;
    }
}
