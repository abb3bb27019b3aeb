package com.betrace.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that requests being read, queued spans, open traces and traces waiting to be judged may take together, in estimated
 * bytes. Above the soft mark no request is let in; what was let in before takes what it is worth up to the hard mark, and shortly
 * below that open traces are closed. Lingering traces get what is left below the soft mark. Thread-safe.
 */
public final class MemoryBudget {

    /** So much of all is kept free for what was let in, by closing traces. */
    private static final int FREE_SHARE = 16;

    private final long hard;
    private final long soft;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong spare = new AtomicLong();

    /** @param bytes the hard mark; the soft one is at three quarters of it */
    public MemoryBudget(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the memory budget is " + bytes + " bytes, expected more than zero");
        }
        this.hard = bytes;
        this.soft = Math.max(1, bytes / 4 * 3 + bytes % 4);
    }

    /** Takes bytes, whether they fit or not, or returns them where negative. */
    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Takes bytes where the soft mark is not passed by it; a budget that is not used at all has room for any request. */
    public boolean tryTake(long bytes) {
        return tryTake(bytes, soft);
    }

    /** The same up to the hard mark, for what was let in before and now takes what it is worth. */
    boolean tryTakeAll(long bytes) {
        return tryTake(bytes, hard);
    }

    private boolean tryTake(long bytes, long mark) {
        long before = used.get();
        while (before <= 0 || before + bytes <= mark) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    /** The same for what is kept only as long as there is room, which is on top of what is used. */
    void addSpare(long bytes) {
        spare.addAndGet(bytes);
    }

    /** By how many bytes what is used and what is spare pass the soft mark together; zero or less where they do not. */
    long crowding() {
        return used.get() + spare.get() - soft;
    }

    /** Whether nothing more is to be taken in. */
    public boolean isShort() {
        return used.get() >= soft;
    }

    /** How many bytes are to be freed by closing traces; zero or less where none are. */
    public long excess() {
        return used.get() - (hard - hard / FREE_SHARE);
    }

    public long used() {
        return used.get();
    }

    public long soft() {
        return soft;
    }

    public long hard() {
        return hard;
    }
}
