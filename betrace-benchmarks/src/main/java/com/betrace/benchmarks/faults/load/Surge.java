package com.betrace.benchmarks.faults.load;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Requests that hold back their last byte until all of them are to end: a service has let every one in before it knows what the
 * first is worth. Thread-safe.
 */
public final class Surge {

    private final long heldBytes;
    private final CountDownLatch end = new CountDownLatch(1);

    Surge(List<Request> requests) {
        this.heldBytes = requests.stream()
                .mapToLong(request -> request.body().length - 1)
                .sum();
    }

    /** What is sent while they are held back. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Lets all of them end. */
    public void end() {
        end.countDown();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }
}
