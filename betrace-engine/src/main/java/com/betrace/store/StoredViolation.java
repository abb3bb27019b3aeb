package com.betrace.store;

import com.betrace.model.Violation;

/**
 * A violation as the store knows it.
 *
 * @param seq its place in the order of first insertion, from 1, never reused
 * @param change what the write that returned this did
 */
public record StoredViolation(long seq, Violation violation, Change change) {

    /** What a write did to a violation. */
    public enum Change {
        OPENED,
        REVISED,
        UNCHANGED
    }
}
