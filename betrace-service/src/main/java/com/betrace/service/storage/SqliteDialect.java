package com.betrace.service.storage;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite in one file. */
final class SqliteDialect implements Dialect {

    private static final int PRIMARY_CODE = 0xff;

    @Override
    public String migrations() {
        return "classpath:db/sqlite";
    }

    @Override
    public String elsewhere() {
        return "set BETRACE_DATA_DIR (database.dataDirectory) to another directory.";
    }

    @Override
    public boolean isTrouble(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            return true;
        }
        return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_TOOBIG -> false;
            default -> true;
        };
    }

    /** It takes every value as it is. */
    @Override
    public void adapt(Jdbi jdbi) {}

    @Override
    public ViolationRows rows(Handle handle) {
        return new SqliteRows(handle);
    }

    @Override
    public TokenSearch search() {
        return new SqliteSearch();
    }

    @Override
    public Removal removal(DatabaseAccess database) {
        return new SqliteRemoval(database);
    }
}
