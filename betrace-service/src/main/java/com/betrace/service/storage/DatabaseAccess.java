package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: reading through the pool, writing in transactions through the one connection. Where the database
 * itself is in trouble, such as on a full disk, the caller gets UNAVAILABLE and may try again; nothing was changed.
 */
final class DatabaseAccess {

    private final Dialect dialect;
    private final Jdbi writer;
    private final Jdbi reader;

    DatabaseAccess(Dialect dialect, Jdbi writer, Jdbi reader) {
        this.dialect = dialect;
        this.writer = writer;
        this.reader = reader;
        dialect.adapt(writer);
        dialect.adapt(reader);
    }

    Dialect dialect() {
        return dialect;
    }

    <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return reader.withHandle(work);
        } catch (JdbiException e) {
            throw explained("read", e);
        }
    }

    /** Reads what was there at one moment, in any number of statements. */
    <T> T readConsistently(HandleCallback<T, RuntimeException> work) {
        try {
            return reader.inTransaction(work);
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

    private RuntimeException explained(String what, JdbiException failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null || !dialect.isTrouble(cause)) {
            return failure;
        }
        RequestException unavailable = new RequestException(
                ErrorCode.UNAVAILABLE, "the database cannot be " + what + " at the moment: " + cause.getMessage());
        unavailable.initCause(failure);
        return unavailable;
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
