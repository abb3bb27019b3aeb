package com.betrace.model;

import java.time.Instant;

/**
 * What somebody made of a violation.
 *
 * @param state OPEN where it was taken up again; never RETRACTED, which no person decides
 * @param actor who, as claimed
 * @param note why, in the words of the actor; may be empty
 * @param at to the microsecond
 */
public record Handling(ViolationState state, String actor, String note, Instant at) {

    public Handling {
        if (state == ViolationState.RETRACTED) {
            throw new IllegalArgumentException("a person cannot retract a violation");
        }
    }
}
