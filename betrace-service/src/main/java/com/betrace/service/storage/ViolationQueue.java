package com.betrace.service.storage;

import com.betrace.model.ViolationUpdate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Violations on their way to the writer, first in, first out. Any thread puts, one takes. */
final class ViolationQueue {

    private final int capacity;
    private final int batchSize;
    private final long lingerNanos;
    private final Queue<ViolationUpdate> waiting = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition arrival = lock.newCondition();
    private boolean closed;

    ViolationQueue(int capacity, int batchSize, Duration linger) {
        this.capacity = capacity;
        this.batchSize = batchSize;
        this.lingerNanos = linger.toNanos();
    }

    /** Adds all, waiting for room; returns how many were not taken because the queue is closed or the thread interrupted. */
    int put(List<ViolationUpdate> violations) {
        lock.lock();
        try {
            int taken = 0;
            while (taken < violations.size() && awaitRoom()) {
                waiting.add(violations.get(taken++));
                arrival.signal();
            }
            return violations.size() - taken;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, as soon as it is full or its time to grow is over; empty when the queue is closed and drained. */
    List<ViolationUpdate> take() throws InterruptedException {
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

    /** Refuses further violations; what is in it can still be taken. */
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

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom() {
        try {
            while (waiting.size() >= capacity && !closed) {
                room.await();
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void linger() throws InterruptedException {
        long left = lingerNanos;
        while (left > 0 && waiting.size() < Math.min(batchSize, capacity) && !closed) {
            left = arrival.awaitNanos(left);
        }
    }

    private List<ViolationUpdate> removeBatch() {
        List<ViolationUpdate> batch = new ArrayList<>(Math.min(waiting.size(), batchSize));
        while (batch.size() < batchSize && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        room.signalAll();
        return batch;
    }
}
