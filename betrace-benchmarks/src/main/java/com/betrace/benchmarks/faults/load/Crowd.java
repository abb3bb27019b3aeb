package com.betrace.benchmarks.faults.load;

import com.betrace.benchmarks.faults.target.Endpoints;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Senders on threads of their own, half of them over gRPC and half over HTTP. */
public final class Crowd {

    private final Sender.Sources sources;
    private final Supplier<@Nullable Endpoints> service;
    private final HttpClient client;
    private final Random random;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * @param book where traces come from, and where what is sent is written down
     * @param service where the service listens; null while it does not run
     */
    public Crowd(Book book, Supplier<@Nullable Endpoints> service, HttpClient client, long seed) {
        this.sources = new Sender.Sources(book, () -> stopping);
        this.service = service;
        this.client = client;
        this.random = new Random(seed);
    }

    public void add(int senders, Manners manners) {
        for (int i = 0; i < senders; i++) {
            boolean grpc = threads.size() % 2 == 0;
            DoorKeeper keeper = grpc ? DoorKeeper.grpc(service) : DoorKeeper.http(service, client);
            start(
                    grpc ? "grpc-sender-" : "http-sender-",
                    new Sender(manners, sources, new Courier(sources.book(), keeper, manners), random.nextLong()));
        }
    }

    /** Begins to send requests of new traces over HTTP, which wait for their end and are then sent until acknowledged. */
    public Surge surge(int requests, Manners manners) {
        List<Request> wave = Stream.generate(() -> sources.book().beginRequest(manners.tracesPerRequest()))
                .limit(requests)
                .toList();
        Surge surge = new Surge(wave);
        for (Request request : wave) {
            DoorKeeper keeper = DoorKeeper.surging(service, surge);
            start("surge-", () -> deliver(request, new Courier(sources.book(), keeper, manners)));
        }
        return surge;
    }

    /** Sends one request of new traces over gRPC until it is acknowledged. */
    public void deliver(Manners manners) throws InterruptedException {
        try (Courier courier = courier(manners)) {
            courier.deliver(sources.book().beginRequest(manners.tracesPerRequest()));
        }
    }

    private static void deliver(Request request, Courier courier) {
        try (courier) {
            courier.deliver(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** For one who sends what it is told, over gRPC. */
    public Courier courier(Manners manners) {
        return new Courier(sources.book(), DoorKeeper.grpc(service), manners);
    }

    /** Begins no new traces and waits until those begun are acknowledged; false where that takes longer than this. */
    public boolean finish(Duration atMost) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
        }
        boolean finished = threads.stream().noneMatch(Thread::isAlive);
        threads.forEach(Thread::interrupt);
        return finished;
    }
}
