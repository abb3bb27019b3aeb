package com.betrace.model;

/** Why a trace was closed. */
public enum CloseReason {
    /** The root was seen, no parent was missing, and no span came for the root grace. */
    ROOT,
    /** No span came for the idle time. */
    IDLE,
    /** The trace was open for the maximum age. */
    MAX_AGE,
    /** The trace reached the limit of spans. */
    SPAN_LIMIT,
    /** The trace reached the limit of bytes. */
    BYTE_LIMIT,
    /** Memory ran short. */
    MEMORY,
    /** The service stopped. */
    SHUTDOWN,
    /** Part of the trace was lost with a damaged journal. */
    RECOVERED;

    /** Whether a trace closed like this may be complete at all. */
    public boolean mayBeComplete() {
        return this == ROOT || this == IDLE;
    }
}
