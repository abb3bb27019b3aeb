package com.betrace.service.otlp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Holds a call inside of the engine until it is let go. */
public final class HeldCall {

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    public HeldCall(RecordingEngine engine) {
        engine.setBeforeTaking(() -> {
            inside.countDown();
            released.join();
        });
    }

    public void awaitInside() throws InterruptedException {
        inside.await();
    }

    public void letGo() {
        released.complete(null);
    }
}
