package com.betrace.service.storage;

import com.betrace.model.Severity;
import java.time.Instant;

/** How a database gives up violations. Each call is one short transaction, so that writing goes on between them. */
interface Removal {

    /** How many rows are removed in one call at most; a partition counts as one. */
    int MOST = 1_000;

    /** Removes some that were found before, of any severity; returns how many, 0 where there are no more. */
    int foundBefore(Instant time);

    /** Removes some of this severity that were found before; returns how many, 0 where there are no more. */
    int foundBefore(Instant time, Severity severity);

    /** Removes some of those that were stored first; returns how many, 0 where nothing can be removed. */
    int oldest();

    /** Removes the groups that were last seen before and of which nothing is kept. */
    void emptyGroups(Instant lastSeenBefore);

    /** What the violations and, where that cannot be told apart, the rest of the database take, without what is used again. */
    long bytes();
}
