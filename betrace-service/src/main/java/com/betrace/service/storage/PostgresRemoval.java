package com.betrace.service.storage;

import com.betrace.model.RequestException;
import com.betrace.model.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops whole days, because that takes no time and leaves nothing to clean up; deletes only what a severity keeps shorter. */
final class PostgresRemoval implements Removal {

    private static final String BEFORE = """
            SELECT id, found_at FROM violations
            WHERE severity = :severity AND kind = :kind AND found_at < :before
                AND seq <= (SELECT MAX(last_seq) FROM violation_minutes WHERE minute <= :minute)
            ORDER BY seq LIMIT :most""";

    private static final String DELETE = "DELETE FROM violations WHERE id = ? AND found_at = ?";

    private static final String BYTES = """
            SELECT COALESCE(SUM(pg_total_relation_size(inhrelid)), 0) FROM pg_inherits
            WHERE inhparent = CAST('violations' AS regclass)""";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRemoval.class);

    private final DatabaseAccess database;

    PostgresRemoval(DatabaseAccess database) {
        this.database = database;
    }

    private record Key(byte[] id, long foundAt) {}

    @Override
    public int foundBefore(Instant time) {
        return dropFirstBefore(DayPartitions.dayOf(time));
    }

    /** Never the last day that has violations: dropping it would make room, and leave nothing of what was just found. */
    @Override
    public int oldest() {
        LocalDate latest = database.read(handle -> {
            DayPartitions partitions = new DayPartitions(handle);
            List<LocalDate> days = partitions.existing();
            int last = days.size() - 1;
            while (last > 0 && partitions.isEmpty(days.get(last))) {
                last--;
            }
            return last < 0 ? LocalDate.MIN : days.get(last);
        });
        return dropFirstBefore(latest);
    }

    /** An empty day counts as one, so that it does not look like the end. */
    private int dropFirstBefore(LocalDate end) {
        List<LocalDate> days = database.read(handle -> new DayPartitions(handle).existing());
        if (days.isEmpty() || !days.get(0).isBefore(end)) {
            return 0;
        }
        LocalDate day = days.get(0);
        int violations = counted(day);
        database.write(handle -> {
            waitBriefly(handle);
            new DayPartitions(handle).drop(day);
            return violations;
        });
        return Math.max(1, violations);
    }

    /** Beside writing, and as one where that takes too long: no day is too large to be dropped. */
    private int counted(LocalDate day) {
        try {
            return database.read(handle -> new DayPartitions(handle).count(day));
        } catch (RequestException e) {
            LOG.warn("The violations of {} are dropped without being counted", day, e);
            return 1;
        }
    }

    /** Who reads for long is waited for at the next round; others wait behind this one no longer than that. */
    private static void waitBriefly(Handle handle) {
        handle.execute("SET LOCAL lock_timeout = '1s'");
    }

    @Override
    public int foundBefore(Instant time, Severity severity) {
        long before = Micros.boundary(time);
        return database.write(handle -> {
            int removed = 0;
            for (int kind = 0; kind < ViolationKind.COUNT && removed < MOST; kind++) {
                List<Key> keys = handle.createQuery(BEFORE)
                        .bind("severity", severity.name())
                        .bind("kind", kind)
                        .bind("before", before)
                        .bind("minute", Micros.minute(before))
                        .bind("most", MOST - removed)
                        .map((row, context) -> new Key(row.getBytes("id"), row.getLong("found_at")))
                        .list();
                Batch.write(
                        handle,
                        DELETE,
                        keys,
                        (values, key) -> values.bytes(key.id()).number(key.foundAt()));
                removed += keys.size();
            }
            return removed;
        });
    }

    @Override
    public void emptyGroups(Instant lastSeenBefore) {
        database.write(handle -> EmptyGroups.remove(handle, lastSeenBefore));
    }

    @Override
    public long bytes() {
        return database.read(
                handle -> handle.createQuery(BYTES).mapTo(Long.class).one());
    }
}
