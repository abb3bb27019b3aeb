package com.betrace.model;

/** Why a span did not become part of a judged trace; each has one counter. */
public enum DropReason {
    /** The trace id is not 16 bytes or is all zero. */
    INVALID_TRACE_ID(true),
    /** The span id is not 8 bytes or is all zero. */
    INVALID_SPAN_ID(true),
    /** The parent span id is neither empty nor 8 bytes. */
    INVALID_PARENT_SPAN_ID(true),
    /** A time cannot be a unix time in nanoseconds. */
    INVALID_TIME(true),
    /** A field has a value that its type does not allow, such as an unknown kind. */
    INVALID_FIELD(true),
    /** The same span was already received for its trace. */
    DUPLICATE(false),
    /** The linger of its trace was over; span rules judged the span, trace rules did not see it. */
    LATE(false),
    /** A limit had closed its trace; span rules judged the span, trace rules did not see it. */
    AFTER_LIMIT(false);

    private final boolean atIntake;

    DropReason(boolean atIntake) {
        this.atIntake = atIntake;
    }

    /** True where the sender is told, false where it happens after the hand-off. */
    public boolean atIntake() {
        return atIntake;
    }
}
