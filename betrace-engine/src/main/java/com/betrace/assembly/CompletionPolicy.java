package com.betrace.assembly;

import com.betrace.model.Completion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /**
     * The times that a rule needs instead of these. What it does not say follows a longer root grace: no idle time is shorter,
     * and the maximum age leaves room for what comes late and for the grace after it.
     *
     * @param horizon how much later than another span one may come that the rule waits for; no time is shorter than that and
     *     the root grace here together, whatever the rule says
     */
    public CompletionPolicy of(Completion rule, Duration horizon) {
        Duration least = horizon.isZero() ? Duration.ZERO : rootGrace.plus(horizon);
        Duration grace = longer(least, said(rule.rootGrace(), rootGrace));
        Duration added = longer(grace.minus(rootGrace), Duration.ZERO);
        return new CompletionPolicy(
                grace,
                longer(least, said(rule.idle(), longer(idle, grace))),
                longer(least, said(rule.maxAge(), maxAge.plus(added).plus(added))));
    }

    /** Each time the longer of both. */
    public CompletionPolicy atLeast(CompletionPolicy other) {
        return new CompletionPolicy(
                longer(rootGrace, other.rootGrace), longer(idle, other.idle), longer(maxAge, other.maxAge));
    }

    private static Duration said(@Nullable Duration byRule, Duration otherwise) {
        return byRule == null ? otherwise : byRule;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
