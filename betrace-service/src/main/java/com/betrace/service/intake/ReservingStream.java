package com.betrace.service.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reserves what is read. Reading throws RequestException UNAVAILABLE where there is no memory for it. */
public final class ReservingStream extends FilterInputStream {

    private final Reservation reservation;

    public ReservingStream(InputStream in, Reservation reservation) {
        super(in);
        this.reservation = reservation;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        reservation.grow(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        reservation.grow(Math.max(0, read));
        return read;
    }
}
