package com.betrace.pipeline;

/** How much may wait for one lane. Locked once for a request, never for a span. Thread-safe. */
final class QueueRoom {

    private final MemoryBudget memory;
    private final long maxBytes;
    private long batches;
    private long bytes;
    private boolean closed;

    QueueRoom(long maxBytes, MemoryBudget memory) {
        this.memory = memory;
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
        if (!takeMemory(batch.bytes())) {
            return Offer.MEMORY;
        }
        batches++;
        bytes += batch.bytes();
        return Offer.TAKEN;
    }

    /** Up to the hard mark; beyond it only what would find no room in an empty service either. */
    private boolean takeMemory(long wanted) {
        if (memory.tryTakeAll(wanted)) {
            return true;
        }
        if (batches > 0 || memory.isShort()) {
            return false;
        }
        memory.add(wanted);
        return true;
    }

    /** Gives back the room, and the memory with it. */
    synchronized void cancel(SpanBatch batch) {
        release(batch);
        memory.add(-batch.bytes());
    }

    /** Gives back the room of a batch whose memory the lane has taken over. */
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
