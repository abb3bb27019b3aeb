package com.betrace.detection;

import com.betrace.model.UndecidedReason;
import java.time.Duration;
import java.util.Arrays;

/**
 * Suspends a rule that fails too often, so that it costs its neighbours nothing, and lets it try again and again. Thread-safe.
 * Times are nanoseconds of any monotonic clock.
 */
final class Quarantine {

    /** A rule is suspended where more than one in so many of its evaluations of the last minute failed. */
    static final int EVALUATIONS_PER_FAILURE = 20;

    /** Fewer failures than this are no pattern yet. */
    static final int MIN_FAILURES = 3;

    static final Duration SUSPENSION = Duration.ofSeconds(30);

    private static final long SLICE_NANOS = 5_000_000_000L;
    private static final int SLICES = 12;

    private final boolean suspends;
    private final long[] evaluations = new long[SLICES];
    private final long[] failures = new long[SLICES];
    private long slice;
    private boolean started;
    /** Suspended before, and not yet evaluated without failing. */
    private boolean onProbation;

    private volatile boolean suspended;
    private volatile UndecidedReason cause = UndecidedReason.ERROR;
    private long until;
    private long suspensions;

    /** @param suspends false where a rule may fail as often as it likes */
    Quarantine(boolean suspends) {
        this.suspends = suspends;
    }

    /** Notes evaluations that did not fail. */
    synchronized void note(long now, long evaluated) {
        turnTo(now / SLICE_NANOS);
        evaluations[place()] += evaluated;
        onProbation &= evaluated == 0;
    }

    /** Notes evaluations of which some failed; true where that has just suspended the rule. */
    synchronized boolean noteFailed(long now, long evaluated, long failed, UndecidedReason reason) {
        turnTo(now / SLICE_NANOS);
        evaluations[place()] += evaluated;
        failures[place()] += failed;
        if (!suspends || suspended || !onProbation && !isTooMuch()) {
            return false;
        }
        cause = reason;
        until = now + SUSPENSION.toNanos();
        suspended = true;
        suspensions++;
        return true;
    }

    private int place() {
        return (int) Math.floorMod(slice, (long) SLICES);
    }

    private boolean isTooMuch() {
        long failed = Arrays.stream(failures).sum();
        return failed >= MIN_FAILURES
                && failed * EVALUATIONS_PER_FAILURE > Arrays.stream(evaluations).sum();
    }

    private void turnTo(long now) {
        if (!started || now - slice >= SLICES) {
            forget();
            started = true;
        } else {
            for (long next = slice + 1; next <= now; next++) {
                evaluations[(int) Math.floorMod(next, (long) SLICES)] = 0;
                failures[(int) Math.floorMod(next, (long) SLICES)] = 0;
            }
        }
        slice = Math.max(now, slice);
    }

    private void forget() {
        Arrays.fill(evaluations, 0);
        Arrays.fill(failures, 0);
        slice = Long.MIN_VALUE;
    }

    /** Whether the rule must not be evaluated; after its time it may try again, and the first failure suspends it again. */
    boolean isSuspended(long now) {
        return suspended && isStillSuspended(now);
    }

    private synchronized boolean isStillSuspended(long now) {
        if (suspended && now - until >= 0) {
            suspended = false;
            started = false;
            onProbation = true;
        }
        return suspended;
    }

    /** What brought the rule here. */
    UndecidedReason cause() {
        return cause;
    }

    synchronized long suspensions() {
        return suspensions;
    }
}
