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
    synchronized boolean reserve(SpanBatch batch) {
        boolean fits = batches == 0 || bytes + batch.bytes() <= maxBytes;
        if (closed || !fits) {
            return false;
        }
        batches++;
        bytes += batch.bytes();
        memory.add(batch.bytes());
        return true;
    }

    synchronized void release(SpanBatch batch) {
        batches--;
        bytes -= batch.bytes();
        memory.add(-batch.bytes());
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
