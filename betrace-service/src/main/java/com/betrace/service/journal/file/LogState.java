package com.betrace.service.journal.file;

import java.util.zip.CRC32C;

/**
 * What the journal says of itself, in the one row of its own that each commit writes.
 *
 * @param commits how many there were, this one included
 * @param lastEntry the highest number an entry ever had
 * @param lastMarks the highest number a row of close marks ever had
 * @param time the log's time of this commit, in nanoseconds
 * @param entries how many entries there are
 * @param markRows how many rows of close marks there are
 * @param damagedThrough the last entry that was saved from a damaged journal; others like it may be missing
 */
public record LogState(
        long commits, long lastEntry, long lastMarks, long time, long entries, long markRows, long damagedThrough) {

    public static final LogState EMPTY = new LogState(0, 0, 0, 0, 0, 0, 0);

    /** As of the next commit. */
    public LogState next(long now) {
        return new LogState(commits + 1, lastEntry, lastMarks, Math.max(time, now), entries, markRows, damagedThrough);
    }

    public LogState withEntries(long last, long count) {
        return new LogState(commits, Math.max(lastEntry, last), lastMarks, time, count, markRows, damagedThrough);
    }

    public LogState withMarks(long last, long rows) {
        return new LogState(commits, lastEntry, Math.max(lastMarks, last), time, entries, rows, damagedThrough);
    }

    long crc() {
        CRC32C crc = new CRC32C();
        for (long word : new long[] {commits, lastEntry, lastMarks, time, entries, markRows, damagedThrough}) {
            Row.update(crc, word);
        }
        return crc.getValue();
    }
}
