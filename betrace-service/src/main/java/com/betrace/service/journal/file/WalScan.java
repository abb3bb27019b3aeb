package com.betrace.service.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Looks for commits behind the place that SQLite takes for the end of a write-ahead log. A process that is killed leaves none:
 * its commits are written one after the other, and each journal begins a new log as it is opened. The format is the one that
 * SQLite documents: a header of 32 bytes, then frames of 24 bytes and a page, each with the log's two salts and a checksum of
 * everything up to it.
 */
final class WalScan {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int SALTS = 16;
    private static final int FRAME_SALTS = 8;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 64 << 10;

    private final FileChannel file;
    private final ByteBuffer header;
    private final ByteOrder sums;
    private final int pageBytes;

    private WalScan(FileChannel file, ByteBuffer header) {
        this.file = file;
        this.header = header;
        this.sums = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.pageBytes = header.getInt(8);
    }

    /** What is wrong, or empty. */
    static Optional<String> finding(Path wal) throws IOException {
        if (JournalPaths.size(wal) <= HEADER) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(wal, StandardOpenOption.READ)) {
            return new WalScan(file, read(file, 0, HEADER)).scan();
        }
    }

    private Optional<String> scan() throws IOException {
        Sum sum = new Sum(0, 0);
        sum.add(header, 0, HEADER - 2 * Integer.BYTES);
        boolean sound = (header.getInt(0) | 1) == (MAGIC | 1)
                && pageBytes >= SMALLEST_PAGE
                && pageBytes <= LARGEST_PAGE
                && sum.isAt(header, HEADER - 2 * Integer.BYTES);
        if (!sound) {
            return Optional.of("the beginning of its write-ahead log is damaged");
        }
        long frames = (file.size() - HEADER) / (FRAME_HEADER + pageBytes);
        for (long frame = 0; frame < frames; frame++) {
            if (!follows(frame, sum)) {
                return behind(frame, frames);
            }
        }
        return Optional.empty();
    }

    /** Whether this frame belongs to the log and fits everything before it; adds it to the sum. */
    private boolean follows(long frame, Sum sum) throws IOException {
        ByteBuffer content = frame(frame);
        if (content.getLong(FRAME_SALTS) != header.getLong(SALTS)) {
            return false;
        }
        sum.add(content, 0, 2 * Integer.BYTES);
        sum.add(content, FRAME_HEADER, pageBytes);
        return sum.isAt(content, SALTS);
    }

    private Optional<String> behind(long bad, long frames) throws IOException {
        for (long frame = bad + 1; frame < frames; frame++) {
            ByteBuffer before = frame(frame - 1);
            boolean sameLog = before.getLong(FRAME_SALTS) == header.getLong(SALTS);
            if (sameLog && isCommit(frame) && follows(frame, sumUpTo(before))) {
                return Optional.of("its write-ahead log is damaged at frame " + (bad + 1) + " of " + frames
                        + ", and commits follow");
            }
        }
        return Optional.empty();
    }

    private Sum sumUpTo(ByteBuffer frame) {
        return new Sum(frame.getInt(SALTS), frame.getInt(SALTS + Integer.BYTES));
    }

    private boolean isCommit(long frame) throws IOException {
        return frame(frame).getInt(Integer.BYTES) != 0;
    }

    private ByteBuffer frame(long number) throws IOException {
        return read(file, HEADER + number * (FRAME_HEADER + pageBytes), FRAME_HEADER + pageBytes);
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.clear();
    }

    /** SQLite's running checksum: two words, each added to the other with every two words of content. */
    private final class Sum {

        private int first;
        private int second;

        Sum(int first, int second) {
            this.first = first;
            this.second = second;
        }

        void add(ByteBuffer content, int from, int length) {
            ByteBuffer words = content.duplicate().order(sums);
            for (int at = from; at < from + length; at += 2 * Integer.BYTES) {
                first += words.getInt(at) + second;
                second += words.getInt(at + Integer.BYTES) + first;
            }
        }

        boolean isAt(ByteBuffer bytes, int at) {
            return bytes.getInt(at) == first && bytes.getInt(at + Integer.BYTES) == second;
        }
    }
}
