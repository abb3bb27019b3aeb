package com.betrace.store;

import com.betrace.model.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A violation as the store knows it.
 *
 * @param seq its place in the order of first insertion, from 1, never reused
 * @param before what was stored until the write that returned this; null where it was not known
 * @param change what that write did
 */
public record StoredViolation(
        long seq, Violation violation, @Nullable Violation before, Change change) {

    /** Whether it was shown until now where nobody asks for more. */
    public boolean wasEnforced() {
        return before != null && before.isEnforced();
    }

    /** What a write did to a violation. */
    public enum Change {
        OPENED,
        REVISED,
        /** It holds no longer; the violation is the one that says so. */
        RETRACTED,
        UNCHANGED
    }
}
