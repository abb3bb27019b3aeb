package com.betrace.service.journal.file;

import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * An entry or a row of close marks.
 *
 * @param time the log's time when it was written, in nanoseconds
 * @param sound false where the checksum does not fit
 */
public record Row(long number, long time, byte[] payload, boolean sound) {

    /** Over everything else in the row. */
    static long crc(long number, long time, byte[] payload) {
        CRC32C crc = new CRC32C();
        update(crc, number);
        update(crc, time);
        crc.update(payload, 0, payload.length);
        return crc.getValue();
    }

    static void update(Checksum crc, long word) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (word >>> shift) & 0xff);
        }
    }
}
