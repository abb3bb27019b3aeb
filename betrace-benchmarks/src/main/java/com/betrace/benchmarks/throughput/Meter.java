package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.target.ProcessMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads what senders and a process did from one moment to another. */
final class Meter {

    private static final long MIB = 1 << 20;

    private final Senders senders;
    private final long pid;

    Meter(Senders senders, long pid) {
        this.senders = senders;
        this.pid = pid;
    }

    Figures measure(Duration warmUp, Duration measured) throws IOException, InterruptedException {
        Thread.sleep(warmUp.toMillis());
        senders.latencies();
        long start = System.nanoTime();
        long spans = senders.spans();
        long cpu = ProcessTimes.cpuNanos(pid);
        long refusals = senders.refusals();
        Thread.sleep(measured.toMillis());
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        double sent = senders.spans() - spans;
        double cpuUsed = ProcessTimes.cpuNanos(pid) - cpu;
        Latencies latencies = senders.latencies();
        return new Figures(
                sent / seconds,
                cpuUsed / sent,
                latencies.millis(0.5),
                latencies.millis(0.99),
                ProcessMemory.of(pid).peak() / MIB,
                senders.refusals() - refusals);
    }
}
