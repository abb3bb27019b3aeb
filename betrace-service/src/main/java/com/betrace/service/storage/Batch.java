package com.betrace.service.storage;

import java.util.Collection;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows. */
final class Batch {

    private Batch() {}

    /** Does nothing where there are no rows. */
    static <T> void execute(Handle handle, String sql, Collection<T> rows, BiConsumer<PreparedBatch, T> bind) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (T row : rows) {
            bind.accept(batch, row);
            batch.add();
        }
        batch.execute();
    }
}
