package com.betrace.benchmarks.throughput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A load on a {@link SinkServer}. */
final class SinkRun {

    private SinkRun() {}

    static Figures run(SinkServer.Depth depth, Load load) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SinkServer.command(depth))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(String.valueOf(printed.readLine()));
            Senders senders = new Senders(new AtomicLong(), 0);
            senders.start(load.threads(), Transport.OTLP_GRPC, () -> Client.grpc("127.0.0.1", port));
            try {
                return new Meter(senders, process.pid()).measure(load.warmUp(), load.measured());
            } finally {
                senders.stop();
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
