package com.betrace.service.journal.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the tables of a journal, also of a damaged one. */
final class RowReader {

    private final Connection connection;

    RowReader(Connection connection) {
        this.connection = connection;
    }

    void entries(Consumer<Row> consumer) throws SQLException {
        read("entries", Long.MIN_VALUE, row -> {
            consumer.accept(row);
            return true;
        });
    }

    void marks(Consumer<Row> consumer) throws SQLException {
        read("marks", Long.MIN_VALUE, row -> {
            consumer.accept(row);
            return true;
        });
    }

    /** In the order of their numbers, until the consumer has enough. */
    void read(String table, long from, Predicate<Row> consumer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT n, time, crc, payload FROM " + table + " WHERE n >= ? ORDER BY n")) {
            select.setLong(1, from);
            try (ResultSet rows = select.executeQuery()) {
                boolean more = true;
                while (more && rows.next()) {
                    more = consumer.test(row(rows));
                }
            }
        }
    }

    static Row row(ResultSet rows) throws SQLException {
        byte[] found = rows.getBytes(4);
        byte[] payload = found == null ? new byte[0] : found;
        boolean sound = rows.getLong(3) == Row.crc(rows.getLong(1), rows.getLong(2), payload);
        return new Row(rows.getLong(1), rows.getLong(2), payload, sound);
    }

    /** SQLException where there is none, or where it is not as it was written. */
    LogState state() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT commits, last_entry, last_marks, time, entries, mark_rows,"
                                + " damaged_through, crc FROM state WHERE id = 1")) {
            if (!row.next()) {
                throw new SQLException("its state is missing");
            }
            LogState state = new LogState(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
            if (state.crc() != row.getLong(8)) {
                throw new SQLException("the checksum of its state is wrong");
            }
            return state;
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
