package com.betrace.service.journal;

import java.time.Duration;

/**
 * How a journal is built.
 *
 * @param gather how long a request waits at most for others to be written with it
 * @param syncInterval how long a commit waits at most to reach the disk, in mode INTERVAL
 * @param maxBytes what the journal may take on the disk
 * @param marks how many closed traces it remembers
 */
public record JournalOptions(JournalMode mode, Duration gather, Duration syncInterval, long maxBytes, int marks) {

    /** The write-ahead log is moved into the database when it has this size, or a quarter of all. */
    private static final long WAL_BYTES = 16L << 20;

    long walBytes() {
        return Math.min(WAL_BYTES, maxBytes / 4);
    }

    /** What is left for the database: the write-ahead log may grow to twice its size while a large request is written. */
    long databaseBytes() {
        return maxBytes - 2 * walBytes();
    }
}
