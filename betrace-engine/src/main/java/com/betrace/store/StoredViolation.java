package com.betrace.store;

import com.betrace.model.ErrorCode;
import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A violation as the store knows it.
 *
 * @param seq its place in the order of first insertion, from 1, never reused; 0 where it is not kept
 * @param before what was stored until the write that returned this; null where it was not known
 * @param change what that write did
 */
public record StoredViolation(
        long seq, Violation violation, @Nullable Violation before, Change change) {

    /** Whether there is a row of it. */
    public boolean isKept() {
        return seq > 0;
    }

    /** Whether live streams have shown it until now. */
    public boolean wasEnforced() {
        return before != null && before.isEnforced();
    }

    /** What handling a stored violation comes to. RequestException as {@link ViolationStore#handle} has it. */
    public static StoredViolation handled(long seq, Violation old, Handling handling) {
        if (old.retracted()) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "violation '" + old.id().hex() + "' holds no longer (RETRACTED), so there is nothing to handle");
        }
        Handling before = old.handling();
        String note = before == null ? "" : before.note();
        return old.state() == handling.state() && note.equals(handling.note())
                ? new StoredViolation(seq, old, old, Change.UNCHANGED)
                : new StoredViolation(seq, old.asHandled(handling), old, Change.REVISED);
    }

    /** What a write did to a violation. */
    public enum Change {
        OPENED,
        REVISED,
        /** It holds no longer; the violation is the one that says so. */
        RETRACTED,
        /** It says nothing new; or it was suppressed before, and has no seq. */
        UNCHANGED,
        /** It is counted with its group and not kept, because too many came at once; it has no seq. */
        SUPPRESSED
    }
}
