package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.intake.Reservation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip body (RFC 1952): all of its members, nothing but members, and never more than the cap. The JDK's own
 * stream takes garbage behind a member for the end.
 */
final class GzipBody {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final ByteBuffer in;
    private final int cap;
    private final CRC32 checksum = new CRC32();
    private final BodyBytes out;

    private GzipBody(ByteBuffer in, int cap, Reservation reservation) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.cap = cap;
        this.out = new BodyBytes(reservation, cap + 1);
    }

    /**
     * Reserves what it inflates to, as it does. RequestException INVALID_ARGUMENT where it is not gzip, RESOURCE_EXHAUSTED
     * above the cap, UNAVAILABLE where there is no memory.
     */
    static ByteBuffer inflate(ByteBuffer gzip, int cap, Reservation reservation) {
        GzipBody body = new GzipBody(gzip, cap, reservation);
        Inflater inflater = new Inflater(true);
        try {
            do {
                body.readMember(inflater);
            } while (gzip.hasRemaining());
        } finally {
            inflater.end();
        }
        return body.out.content();
    }

    private void readMember(Inflater inflater) {
        readHeader();
        int start = out.size();
        checksum.reset();
        inflater.reset();
        inflater.setInput(in);
        while (!inflater.finished()) {
            inflateSome(inflater);
        }
        require(TRAILER);
        if (in.getInt() != (int) checksum.getValue() || in.getInt() != out.size() - start) {
            throw malformed("its checksum or length is wrong");
        }
    }

    private void inflateSome(Inflater inflater) {
        byte[] room = out.withRoom();
        try {
            int inflated = inflater.inflate(room, out.size(), out.room());
            if (inflated == 0 && !inflater.finished()) {
                throw malformed(inflater.needsDictionary() ? "it needs a dictionary" : "it ends in the middle");
            }
            checksum.update(room, out.size(), inflated);
            out.added(inflated);
            requireBelowCap();
        } catch (DataFormatException e) {
            throw malformed(e.getMessage() == null ? "its data is damaged" : e.getMessage());
        }
    }

    private void requireBelowCap() {
        if (out.size() > cap) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED, "the body inflates to more than " + cap + " bytes, the most allowed");
        }
    }

    private void readHeader() {
        require(HEADER);
        if ((in.getShort() & 0xffff) != MAGIC || in.get() != DEFLATE) {
            throw malformed("a member does not begin with the gzip header");
        }
        int flags = in.get();
        in.position(in.position() + HEADER - 4);
        if ((flags & HAS_EXTRA) != 0) {
            require(Short.BYTES);
            int extra = in.getShort() & 0xffff;
            require(extra);
            in.position(in.position() + extra);
        }
        skipText((flags & HAS_NAME) != 0);
        skipText((flags & HAS_COMMENT) != 0);
        if ((flags & HAS_CRC) != 0) {
            require(Short.BYTES);
            in.getShort();
        }
    }

    private void skipText(boolean present) {
        while (present) {
            require(1);
            present = in.get() != 0;
        }
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw malformed("it ends in the middle");
        }
    }

    private static RequestException malformed(String why) {
        return new RequestException(
                ErrorCode.INVALID_ARGUMENT, "the body is not gzip as Content-Encoding says: " + why);
    }
}
