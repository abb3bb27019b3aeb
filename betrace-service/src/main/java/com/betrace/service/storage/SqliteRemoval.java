package com.betrace.service.storage;

import com.betrace.model.Severity;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Removes rows, in batches. */
final class SqliteRemoval implements Removal {

    private static final String BEFORE = """
            SELECT seq FROM violations
            WHERE severity = :severity AND kind = :kind AND found_at < :before
                AND seq <= (SELECT MAX(last_seq) FROM violation_minutes WHERE minute <= :minute)
            ORDER BY seq LIMIT :most""";

    private static final String OLDEST = """
            SELECT seq FROM violations WHERE seq <= (SELECT MAX(seq) FROM violations) - :least ORDER BY seq LIMIT :most""";

    /** So many of the newest are kept however large the database is: what else it has may be what takes the room. */
    private static final int LEAST = 1_000;

    private final DatabaseAccess database;

    SqliteRemoval(DatabaseAccess database) {
        this.database = database;
    }

    @Override
    public int foundBefore(Instant time) {
        for (Severity severity : Severity.values()) {
            int removed = foundBefore(time, severity);
            if (removed > 0) {
                return removed;
            }
        }
        return 0;
    }

    @Override
    public int foundBefore(Instant time, Severity severity) {
        long before = Micros.boundary(time);
        return database.write(handle -> {
            int removed = 0;
            for (int kind = 0; kind < ViolationKind.COUNT && removed < MOST; kind++) {
                removed += remove(
                        handle,
                        handle.createQuery(BEFORE)
                                .bind("severity", severity.name())
                                .bind("kind", kind)
                                .bind("before", before)
                                .bind("minute", Micros.minute(before))
                                .bind("most", MOST - removed));
            }
            return removed;
        });
    }

    @Override
    public int oldest() {
        return database.write(handle ->
                remove(handle, handle.createQuery(OLDEST).bind("least", LEAST).bind("most", MOST)));
    }

    private static int remove(Handle handle, Query some) {
        List<Long> seqs = some.mapTo(Long.class).list();
        new SqliteRows(handle).delete(seqs);
        return seqs.size();
    }

    @Override
    public void emptyGroups(Instant lastSeenBefore) {
        database.write(handle -> EmptyGroups.remove(handle, lastSeenBefore));
    }

    @Override
    public long bytes() {
        return database.read(handle -> handle.createQuery("SELECT (page_count - freelist_count) * page_size FROM"
                        + " pragma_page_count, pragma_freelist_count, pragma_page_size")
                .mapTo(Long.class)
                .one());
    }
}
