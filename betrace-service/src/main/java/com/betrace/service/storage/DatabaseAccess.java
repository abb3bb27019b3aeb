package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The way to the database: reading through the pool, writing in transactions through the one connection. Where the database
 * itself is in trouble, such as on a full disk, the caller gets UNAVAILABLE and may try again; nothing was changed.
 */
final class DatabaseAccess {

    private static final int PRIMARY_CODE = 0xff;

    private final Jdbi writer;
    private final Jdbi reader;

    DatabaseAccess(Jdbi writer, Jdbi reader) {
        this.writer = writer;
        this.reader = reader;
    }

    <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return reader.withHandle(work);
        } catch (JdbiException e) {
            throw explained("read", e);
        }
    }

    /** In one transaction, which an exception takes back. */
    <T> T write(HandleCallback<T, RuntimeException> work) {
        try {
            return writer.inTransaction(work);
        } catch (JdbiException e) {
            throw explained("written", e);
        }
    }

    private static RuntimeException explained(String what, JdbiException failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null || !isTrouble(cause)) {
            return failure;
        }
        RequestException unavailable = new RequestException(
                ErrorCode.UNAVAILABLE, "the database cannot be " + what + " at the moment: " + cause.getMessage());
        unavailable.initCause(failure);
        return unavailable;
    }

    /** Everything that is not the fault of a statement. */
    private static boolean isTrouble(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return true;
        }
        return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_TOOBIG -> false;
            default -> true;
        };
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
