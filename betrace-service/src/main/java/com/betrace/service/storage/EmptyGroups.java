package com.betrace.service.storage;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What is left of violations that were removed. */
final class EmptyGroups {

    private static final String GROUPS = """
            DELETE FROM violation_groups WHERE last_seen < :before AND NOT EXISTS
                (SELECT 1 FROM violations WHERE violations.fingerprint = violation_groups.fingerprint)""";

    private static final String MINUTES = """
            DELETE FROM violation_minutes WHERE minute < :minute AND NOT EXISTS
                (SELECT 1 FROM violations WHERE seq BETWEEN first_seq AND last_seq)""";

    private EmptyGroups() {}

    static int remove(Handle handle, Instant lastSeenBefore) {
        long before = Micros.boundary(lastSeenBefore);
        return handle.createUpdate(GROUPS).bind("before", before).execute()
                + handle.createUpdate(MINUTES)
                        .bind("minute", Micros.minute(before))
                        .execute();
    }
}
