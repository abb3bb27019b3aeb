package com.betrace.service.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows or keys. */
final class Batch {

    /** Databases bound the number of parameters of a statement. */
    private static final int PER_STATEMENT = 1_000;

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

    /** The same by position, for rows that are written by the thousand. */
    static <T> void write(Handle handle, String sql, Collection<T> rows, BiConsumer<RowValues, T> write) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            StatementValues values = new StatementValues(statement);
            for (T row : rows) {
                write.accept(values, row);
                values.endRow();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new WriteFailure(e);
        }
    }

    /** As lists that are short enough for one statement to bind them. */
    static <T> void inParts(Collection<T> all, Consumer<List<T>> use) {
        List<T> list = List.copyOf(all);
        for (int from = 0; from < list.size(); from += PER_STATEMENT) {
            use.accept(list.subList(from, Math.min(from + PER_STATEMENT, list.size())));
        }
    }
}
