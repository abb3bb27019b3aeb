package com.betrace.service.rulesdirectory;

/** Counts what becomes of the directory. Called by one thread at a time. */
public interface RulesDirectoryMetrics {

    /** Another state of the directory, or the same for other reasons, has come to this; the outcome lasts until the next. */
    void tried(LoadOutcome outcome);
}
