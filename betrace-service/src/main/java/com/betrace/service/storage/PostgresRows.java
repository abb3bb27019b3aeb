package com.betrace.service.storage;

import com.betrace.store.StoredViolation;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Violations in a partition for each day, with their tokens in a column. New ones are copied, which takes half as long as INSERT. */
final class PostgresRows extends ViolationRows {

    private static final String COPY = "COPY violations (" + ViolationRow.COLUMNS + ", words) FROM STDIN";
    private static final int PART = 32 << 10;
    private static final String THAT_ROW = " WHERE id = ? AND found_at = ?";
    private static final String UPDATE = ViolationRow.UPDATE + ", words = CAST(? AS tsvector)" + THAT_ROW;

    PostgresRows(Handle handle) {
        super(handle);
    }

    @Override
    void insertRows(Collection<StoredViolation> rows) {
        if (rows.isEmpty()) {
            return;
        }
        new DayPartitions(handle()).createFor(rows);
        try {
            copyOrCancel(
                    rows,
                    handle().getConnection()
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(COPY));
        } catch (SQLException e) {
            throw new WriteFailure(e);
        }
    }

    /** In parts, so that the server stores one while the next is written down. */
    private static void copy(Collection<StoredViolation> rows, CopyIn copy) throws SQLException {
        CopyText text = new CopyText();
        for (StoredViolation row : rows) {
            ViolationRow.write(text, row).text(SearchTokens.of(row.violation()));
            text.endRow();
            if (text.length() > PART) {
                send(text, copy);
                copy.flushCopy();
            }
        }
        send(text, copy);
        copy.endCopy();
    }

    /** A connection within a COPY takes no other statement, not even a rollback. */
    private static void copyOrCancel(Collection<StoredViolation> rows, CopyIn copy) throws SQLException {
        try {
            copy(rows, copy);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyText text, CopyIn copy) throws SQLException {
        byte[] bytes = text.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    @Override
    void update(Collection<StoredViolation> rows) {
        write(
                UPDATE,
                rows,
                (values, row) -> thatRow(ViolationRow.write(values, row).text(SearchTokens.of(row.violation())), row));
    }

    private static void thatRow(RowValues values, StoredViolation row) {
        values.bytes(ViolationRow.toBytes(row.violation().id()))
                .number(Micros.of(row.violation().foundAt()));
    }
}
