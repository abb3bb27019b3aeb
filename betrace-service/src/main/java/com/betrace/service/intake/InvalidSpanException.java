package com.betrace.service.intake;

import com.betrace.model.DropReason;

/** Ends the decoding of one span; the others go on. Carries no stack trace, because a sender can cause many. */
public final class InvalidSpanException extends Exception {

    private static final long serialVersionUID = 1;

    private final DropReason reason;

    /** The message says which field, what was found and what was expected. */
    public InvalidSpanException(DropReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public DropReason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
