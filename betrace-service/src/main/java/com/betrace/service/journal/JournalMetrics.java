package com.betrace.service.journal;

/** Counts what the journal does. Called on its thread, and on those that wait for it; must be quick. */
public interface JournalMetrics {

    /** A group was committed. @param flushed whether it is on the disk, and all before it */
    void committed(boolean flushed);

    /** A commit failed, and nothing of it was acknowledged. */
    void failed();

    /** How long a request waited until it was durable, or refused. */
    void waited(long nanos);

    /** A damaged journal was set aside. */
    void quarantined();
}
