package com.betrace.service.storage;

import com.betrace.pipeline.Judged;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What lanes found on its way to the writer, first in, first out. Any thread puts, one takes. Its measure is the number of
 * updates, and one more for each time a lane brought some, which may be none; what a lane brings is taken whole.
 */
final class ViolationQueue {

    private final int capacity;
    private final int batchSize;
    private final long lingerNanos;
    private final Queue<Judged> waiting = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition arrival = lock.newCondition();
    private int updates;
    private int inHand;
    private boolean closed;

    ViolationQueue(int capacity, int batchSize, Duration linger) {
        this.capacity = capacity;
        this.batchSize = batchSize;
        this.lingerNanos = linger.toNanos();
    }

    /** Waits while it is full; false where this was not taken because the queue is closed or the thread interrupted. */
    boolean put(Judged judged) {
        lock.lock();
        try {
            if (!awaitRoom()) {
                return false;
            }
            waiting.add(judged);
            updates += judged.updates().size();
            arrival.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, as soon as it is full or its time to grow is over; empty when the queue is closed and drained. */
    List<Judged> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrival.await();
            }
            linger();
            return removeBatch();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what is in it can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many of the updates that were taken last are still to be written. */
    void left(int count) {
        lock.lock();
        try {
            inHand = count;
        } finally {
            lock.unlock();
        }
    }

    /** How many updates are in it, or were taken and are still to be written. */
    int updates() {
        lock.lock();
        try {
            return updates + inHand;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom() {
        try {
            while (weight() >= capacity && !closed) {
                room.await();
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int weight() {
        return updates + waiting.size();
    }

    private void linger() throws InterruptedException {
        long left = lingerNanos;
        while (left > 0 && weight() < Math.min(batchSize, capacity) && !closed) {
            left = arrival.awaitNanos(left);
        }
    }

    private List<Judged> removeBatch() {
        List<Judged> batch = new ArrayList<>();
        int weight = 0;
        while (weight < batchSize && !waiting.isEmpty()) {
            Judged next = waiting.remove();
            batch.add(next);
            updates -= next.updates().size();
            inHand += next.updates().size();
            weight += next.updates().size() + 1;
        }
        room.signalAll();
        return batch;
    }
}
