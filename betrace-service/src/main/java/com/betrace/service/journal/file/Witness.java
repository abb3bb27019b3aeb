package com.betrace.service.journal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps beside the journal how many commits it has seen. It is written after each commit and never flushed by itself: when a
 * process is killed it is exact. After a power loss it is late, or ahead of a journal that lost its last commits, those of the
 * last sync interval at most: then these are missing indeed, and it says so. A journal with fewer commits has lost some.
 */
public final class Witness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final int BYTES = 2 * Long.BYTES;

    private final RandomAccessFile file;
    private boolean failed;

    private Witness(RandomAccessFile file) {
        this.file = file;
    }

    public static Witness open(JournalPaths paths) throws IOException {
        return new Witness(new RandomAccessFile(paths.witness().toFile(), "rw"));
    }

    /** The commits it has seen; 0 where there is no witness, or none that can be read. */
    static long read(Path path) throws IOException {
        byte[] found = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        if (found.length < BYTES) {
            return 0;
        }
        ByteBuffer words = ByteBuffer.wrap(found);
        long commits = words.getLong();
        return words.getLong() == crc(commits) ? commits : 0;
    }

    /** It is one check of several, so the journal goes on without it. */
    public void saw(long commits) {
        try {
            file.seek(0);
            file.write(ByteBuffer.allocate(BYTES)
                    .putLong(commits)
                    .putLong(crc(commits))
                    .array());
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("The journal's witness cannot be written; the journal goes on without it", e);
            }
            failed = true;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static long crc(long commits) {
        CRC32C crc = new CRC32C();
        Row.update(crc, commits);
        return crc.getValue();
    }
}
