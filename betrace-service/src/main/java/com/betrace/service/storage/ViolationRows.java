package com.betrace.service.storage;

import com.betrace.store.StoredViolation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Writes violations and all by which they are found, within a transaction. */
abstract class ViolationRows {

    private static final String MINUTE = """
            INSERT INTO violation_minutes (minute, first_seq, last_seq) VALUES (?, ?, ?)
            ON CONFLICT (minute) DO UPDATE SET last_seq = excluded.last_seq""";

    private final Handle handle;

    /** Between which seqs what was found in a minute is. */
    private record Minute(long minute, long first, long last) {

        Minute with(Minute later) {
            return new Minute(minute, first, later.last);
        }
    }

    ViolationRows(Handle handle) {
        this.handle = handle;
    }

    /** In the order of their seqs, which are higher than all that are stored. */
    final void insert(Collection<StoredViolation> rows) {
        insertRows(rows);
        Map<Long, Minute> minutes = new LinkedHashMap<>();
        for (StoredViolation row : rows) {
            long minute = Micros.minute(Micros.of(row.violation().foundAt()));
            minutes.merge(minute, new Minute(minute, row.seq(), row.seq()), Minute::with);
        }
        Batch.write(
                handle,
                MINUTE,
                minutes.values(),
                (values, minute) ->
                        values.number(minute.minute).number(minute.first).number(minute.last));
    }

    abstract void insertRows(Collection<StoredViolation> rows);

    /** The same rows, as they are to be now. When a violation was found never changes. */
    abstract void update(Collection<StoredViolation> rows);

    final Handle handle() {
        return handle;
    }

    final void write(String sql, Collection<StoredViolation> rows, BiConsumer<RowValues, StoredViolation> write) {
        Batch.write(handle, sql, rows, write);
    }
}
