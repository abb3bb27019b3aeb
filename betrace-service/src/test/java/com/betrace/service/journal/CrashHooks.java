package com.betrace.service.journal;

import com.betrace.service.journal.file.ConnectionHooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Copies the files of a journal as a killed process would leave them: before a commit, in the middle of it, or after it. */
final class CrashHooks implements ConnectionHooks {

    private static final List<String> FILES = List.of("journal.db", "journal.db-wal", "journal.seen");

    private final Path directory;
    private volatile Path before;
    private volatile Path after;
    private volatile long committedWalBytes;

    CrashHooks(Path directory) {
        this.directory = directory;
    }

    /** The next commit is copied. */
    void arm(Path copyBefore, Path copyAfter) {
        after = copyAfter;
        before = copyBefore;
    }

    /** Whether there was one; else there is no copy any more. */
    boolean isDone() {
        boolean done = before == null;
        before = null;
        return done;
    }

    /** The write-ahead log before the commit; what is behind it was not acknowledged. */
    long committedWalBytes() {
        return committedWalBytes;
    }

    @Override
    public void commit(PreparedStatement commit) throws SQLException {
        Path to = before;
        if (to == null) {
            commit.execute();
            return;
        }
        copy(directory, to);
        committedWalBytes = size(to.resolve("journal.db-wal"));
        commit.execute();
        copy(directory, after);
        before = null;
    }

    static void copy(Path from, Path to) {
        try {
            for (String file : FILES) {
                if (Files.exists(from.resolve(file))) {
                    Files.copy(from.resolve(file), to.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
