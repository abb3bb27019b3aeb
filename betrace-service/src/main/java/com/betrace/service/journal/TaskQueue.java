package com.betrace.service.journal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way to the journal's thread. Bounded by the number of those who wait. Once closed it takes nothing, so nobody waits in vain. */
final class TaskQueue {

    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private boolean closed;

    /** False, and nothing taken, once it is closed. */
    synchronized boolean offer(Task task) {
        return !closed && tasks.offer(task);
    }

    /** What was taken before can still be polled. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            // Wakes up the thread.
            tasks.add(new Task.Action(() -> {}));
        }
    }

    synchronized boolean isFinished() {
        return closed && tasks.isEmpty();
    }

    /** Null where none came in time. */
    @Nullable
    Task poll(long nanos) throws InterruptedException {
        return nanos <= 0 ? tasks.poll() : tasks.poll(nanos, TimeUnit.NANOSECONDS);
    }
}
