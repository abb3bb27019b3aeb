package com.betrace.service.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The files of a journal in the data directory. */
public record JournalPaths(Path directory) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public Path database() {
        return directory.resolve("journal.db");
    }

    /** There while a transaction before WAL mode is written, and after a crash in it. */
    Path rollback() {
        return Path.of(database() + "-journal");
    }

    /** SQLite's write-ahead log. */
    public Path wal() {
        return wal(database());
    }

    static Path wal(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    static Path shm(Path database) {
        return database.resolveSibling(database.getFileName() + "-shm");
    }

    /** The number of the last commit, see {@link Witness}. */
    Path witness() {
        return directory.resolve("journal.seen");
    }

    /** What was saved from a damaged journal, before it takes its place. */
    Path fresh() {
        return directory.resolve("journal.db.new");
    }

    /** Where a damaged journal goes; never a name that is taken. */
    Path quarantine(Instant now) {
        String name = "journal.db.damaged-" + TIME.format(now);
        Path path = directory.resolve(name);
        for (int again = 2; Files.exists(path) || Files.exists(wal(path)); again++) {
            path = directory.resolve(name + "-" + again);
        }
        return path;
    }

    static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
