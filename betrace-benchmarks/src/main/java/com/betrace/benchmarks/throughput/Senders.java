package com.betrace.benchmarks.throughput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Threads that send waves until they are told to stop, each as fast as it is answered or at an even pace. */
final class Senders {

    private static final long RETRY_MILLIS = 20;

    private final AtomicLong numbers;
    private final LongAdder spans = new LongAdder();
    private final LongAdder violations = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private final long nanosPerSpan;
    private volatile Latencies latencies = new Latencies();
    private volatile boolean stopped;
    private volatile @Nullable Exception failure;

    /**
     * @param numbers from which every wave gets one of its own
     * @param spansPerSecond of each thread; 0 for as fast as it is answered
     */
    Senders(AtomicLong numbers, double spansPerSecond) {
        this.numbers = numbers;
        this.nanosPerSpan = spansPerSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / spansPerSecond);
    }

    void start(int count, Transport transport, Supplier<Client> connections) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> run(Wave.all(transport), connections), "sender-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(List<Wave> waves, Supplier<Client> connections) {
        try (Client client = connections.get()) {
            long due = System.nanoTime();
            for (int i = 0; i == 0 || !stopped; i++) {
                Wave wave = waves.get(i % waves.size());
                long number = numbers.incrementAndGet();
                for (Wave.Stamped request : wave.requests()) {
                    due += nanosPerSpan * request.spans();
                    TimeUnit.NANOSECONDS.sleep(nanosPerSpan == 0 ? 0 : due - System.nanoTime());
                    send(client, request.stamp(number));
                    spans.add(request.spans());
                }
                violations.add(wave.violations());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void send(Client client, byte[] body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!client.send(body)) {
            refusals.increment();
            Thread.sleep(RETRY_MILLIS);
        }
        latencies.add(System.nanoTime() - start);
    }

    /** Spans that were acknowledged. */
    long spans() {
        return spans.sum();
    }

    /** Violations in all that was sent. */
    long violations() {
        return violations.sum();
    }

    long refusals() {
        return refusals.sum();
    }

    /** How long requests took since this was last called. */
    Latencies latencies() {
        Latencies past = latencies;
        latencies = new Latencies();
        return past;
    }

    /** Ends the waves that were begun, one of each thread at least. */
    void stop() throws InterruptedException, IOException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Exception why = failure;
        if (why != null) {
            throw new IOException("a sender failed", why);
        }
    }
}
