package com.betrace.service.storage;

/** Counts what retention removes. Called by one thread. */
public interface RetentionMetrics {

    /** Why violations are not kept. */
    enum Reason {
        /** They were found too long ago. */
        AGE,
        /** The database had grown too large. */
        BYTES
    }

    void removed(Reason reason, int violations);
}
