package com.betrace.pipeline;

/** How much may wait for one lane. Locked once for a request, never for a span. Thread-safe. */
final class QueueRoom {

    private final long maxBytes;
    private long batches;
    private long bytes;
    private boolean closed;

    QueueRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes room or none; an empty queue has room for a request of any size, which would otherwise never fit. */
    synchronized Offer reserve(SpanBatch batch) {
        if (closed) {
            return Offer.STOPPING;
        }
        if (batches > 0 && bytes + batch.bytes() > maxBytes) {
            return Offer.QUEUE_FULL;
        }
        batches++;
        bytes += batch.bytes();
        return Offer.TAKEN;
    }

    /** Gives the room back. */
    synchronized void release(SpanBatch batch) {
        batches--;
        bytes -= batch.bytes();
    }

    /** No room from now on; what was reserved before stays so until it is released. */
    synchronized void close() {
        closed = true;
    }

    /** True once nothing is reserved and nothing can be any more. */
    synchronized boolean isDrained() {
        return closed && batches == 0;
    }
}
