package com.betrace.service.journal.file;

import com.betrace.service.storage.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Failures that are not about what is in a journal, but about who may use it. */
final class JournalAccess {

    private static final int PRIMARY_CODE = 0xff;

    private JournalAccess() {}

    /** Throws StorageException where another process holds the file, or this one may not read or write it. */
    static void throwIfInaccessible(Path database, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)
                : SQLiteErrorCode.SQLITE_ERROR;
        switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                throw new StorageException(
                        "journal " + database + " is locked by another process. Close the program that has it open, for"
                                + " instance a database browser, and start again.",
                        e);
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH, SQLITE_FULL -> throw unusable(database, e);
            default -> {}
        }
    }

    static StorageException unusable(Path database, Exception e) {
        return new StorageException(
                "journal " + database + " cannot be opened for reading and writing: " + e.getMessage()
                        + ". It must be a file that user '" + System.getProperty("user.name")
                        + "' may write to, on a disk with free space.",
                e);
    }
}
