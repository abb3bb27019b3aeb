package com.betrace.service.intake;

/**
 * What one request holds of the memory for spans, from {@link Admission#open} to its answer. Closing gives everything back,
 * once; nothing can be held afterwards. Thread-safe, because a connection reads while a call is worked on.
 */
public final class Reservation implements AutoCloseable {

    private final Admission admission;
    private long held;
    private boolean closed;

    Reservation(Admission admission) {
        this.admission = admission;
    }

    /** Takes more before it is used. RequestException UNAVAILABLE where there is no room; what is held stays held. */
    public void grow(long bytes) {
        if (!tryGrow(bytes)) {
            throw refuse();
        }
    }

    /** The same, false where there is no room. */
    public synchronized boolean tryGrow(long bytes) {
        if (closed) {
            return true;
        }
        boolean taken = admission.take(bytes, held);
        held += taken ? bytes : 0;
        return taken;
    }

    /** Gives some back, at most what is held. */
    public synchronized void shrink(long bytes) {
        long returned = Math.min(bytes, held);
        held -= returned;
        admission.giveBack(returned);
    }

    /** Counts this request as refused for want of memory, and says so to its sender. */
    public RuntimeException refuse() {
        return admission.refuse(Refusal.MEMORY, 0, held());
    }

    public synchronized long held() {
        return held;
    }

    @Override
    public synchronized void close() {
        shrink(held);
        closed = true;
    }
}
