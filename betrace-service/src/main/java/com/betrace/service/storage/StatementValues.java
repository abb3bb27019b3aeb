package com.betrace.service.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, row after row. Binding them by name would take longer than SQLite takes to write them. */
final class StatementValues implements RowValues {

    private final PreparedStatement statement;
    private int bound;

    StatementValues(PreparedStatement statement) {
        this.statement = statement;
    }

    private interface Setter {
        void set(int parameter) throws SQLException;
    }

    private RowValues next(Setter setter) {
        try {
            setter.set(++bound);
            return this;
        } catch (SQLException e) {
            throw new WriteFailure(e);
        }
    }

    @Override
    public RowValues text(@Nullable String value) {
        return next(parameter -> statement.setString(parameter, value));
    }

    @Override
    public RowValues number(long value) {
        return next(parameter -> statement.setLong(parameter, value));
    }

    @Override
    public RowValues number(@Nullable Long value) {
        return value == null
                ? next(parameter -> statement.setNull(parameter, Types.BIGINT))
                : number(value.longValue());
    }

    @Override
    public RowValues flag(boolean value) {
        return next(parameter -> statement.setBoolean(parameter, value));
    }

    @Override
    public RowValues bytes(byte @Nullable [] value) {
        return next(parameter -> statement.setBytes(parameter, value));
    }

    void endRow() throws SQLException {
        statement.addBatch();
        bound = 0;
    }
}
