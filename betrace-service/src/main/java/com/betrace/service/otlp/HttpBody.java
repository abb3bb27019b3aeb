package com.betrace.service.otlp;

import com.betrace.service.intake.Pace;
import com.betrace.service.intake.Reservation;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of a request as it comes, within the limits and within what can be reserved. Not thread-safe, one per request. */
final class HttpBody implements AutoCloseable {

    private final Reservation reservation;
    private final HttpLimits limits;
    private final boolean gzip;
    private final BodyBytes wire;
    private final Pace pace;

    /** Owns the reservation. */
    HttpBody(Reservation reservation, HttpLimits limits, boolean gzip) {
        this.reservation = reservation;
        this.limits = limits;
        this.gzip = gzip;
        this.wire = new BodyBytes(reservation, limits.wireBytes() + 1);
        this.pace = new Pace(limits.patience());
    }

    /** Takes what has come. RequestException RESOURCE_EXHAUSTED, or UNAVAILABLE where there is no memory for more. */
    void readFrom(ServletInputStream in) throws IOException {
        while (in.isReady()) {
            byte[] room = wire.withRoom();
            int read = in.read(room, wire.size(), wire.room());
            if (read < 0) {
                return;
            }
            wire.added(read);
            limits.requireWithin(wire.size());
        }
    }

    /** Whether too little has come by now, and more is to come. */
    boolean isTooSlow(ServletInputStream in) {
        return !in.isFinished() && pace.isTooSlow(wire.size());
    }

    /** All of it once it has come, inflated. RequestException as {@link GzipBody#inflate}. */
    ByteBuffer whole() {
        if (!gzip || wire.size() == 0) {
            return wire.content();
        }
        ByteBuffer inflated = GzipBody.inflate(wire.content(), limits.inflatedBytes(), reservation);
        wire.release();
        return inflated;
    }

    /** Gives back what was reserved. */
    @Override
    public void close() {
        reservation.close();
    }
}
