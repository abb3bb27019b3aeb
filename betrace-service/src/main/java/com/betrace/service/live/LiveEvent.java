package com.betrace.service.live;

import com.betrace.model.Violation;

/** What a subscriber sees; events are shared between subscribers. */
public sealed interface LiveEvent {

    /** Every violation with a {@code seq} up to here was published before or with this event. */
    long position();

    /** The position as clients get it. */
    default String resumeToken() {
        return ResumeToken.encode(position());
    }

    /** A violation that was not known before. */
    record Opened(Violation violation, long position) implements LiveEvent {}

    /** A known violation that says something else now, or that was undecided, on trial or retracted until now. */
    record Revised(Violation violation, long position) implements LiveEvent {}

    /**
     * A violation that no longer holds, or that is not certain or not of an enforced rule any more.
     *
     * @param before as it was shown until now
     */
    record Retracted(Violation violation, Violation before, long position) implements LiveEvent {}

    /**
     * Events this subscriber was too slow for.
     *
     * @param missed how many
     * @param position just before the first of them, so that who reads on from here misses nothing
     */
    record Gap(long missed, long position) implements LiveEvent {}
}
