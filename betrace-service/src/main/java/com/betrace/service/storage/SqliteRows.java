package com.betrace.service.storage;

import com.betrace.store.StoredViolation;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Violations in one table, their tokens in a table of FTS5. */
final class SqliteRows extends ViolationRows {

    private static final String INSERT = ViolationRow.INSERT + "VALUES (" + ViolationRow.PARAMETERS + ")";

    SqliteRows(Handle handle) {
        super(handle);
    }

    @Override
    void insertRows(Collection<StoredViolation> rows) {
        write(INSERT, rows, ViolationRow::write);
        addTokens(rows);
    }

    @Override
    void update(Collection<StoredViolation> rows) {
        write(
                ViolationRow.UPDATE + " WHERE seq = ?",
                rows,
                (values, row) -> ViolationRow.write(values, row).number(row.seq()));
        removeTokens(rows.stream().map(StoredViolation::seq).toList());
        addTokens(rows);
    }

    void delete(Collection<Long> seqs) {
        Batch.write(handle(), "DELETE FROM violations WHERE seq = ?", seqs, RowValues::number);
        removeTokens(seqs);
    }

    private void addTokens(Collection<StoredViolation> rows) {
        write(
                "INSERT INTO violation_words (rowid, words) VALUES (?, ?)",
                rows,
                (values, row) -> values.number(row.seq()).text(SearchTokens.of(row.violation())));
    }

    private void removeTokens(Collection<Long> seqs) {
        Batch.write(handle(), "DELETE FROM violation_words WHERE rowid = ?", seqs, RowValues::number);
    }
}
