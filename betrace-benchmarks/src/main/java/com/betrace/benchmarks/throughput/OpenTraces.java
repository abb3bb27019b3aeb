package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.target.Endpoints;
import com.betrace.benchmarks.faults.target.Launch;
import com.betrace.benchmarks.faults.target.ServiceApi;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.v1.Pipeline;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What of the heap is in use while a hundred thousand traces are open, and what the service says that they take. */
final class OpenTraces {

    static final String TITLE = "open traces";

    private static final int TRACES = 100_000;
    private static final Duration OPEN = Duration.ofHours(1);
    private static final long MIB = 1 << 20;

    private final Launch launch;
    private final HttpClient client = HttpClient.newHttpClient();

    OpenTraces(Launch launch) {
        this.launch = launch.withCompletion(OPEN, OPEN);
    }

    /** A line for people. */
    String run() throws IOException, InterruptedException {
        try (ServiceProcess service = ServiceProcess.start(launch)) {
            Endpoints endpoints = service.awaitReady();
            ServiceApi api = new ServiceApi(client, endpoints);
            long before = liveHeap(service, api);
            Pipeline pipeline = open(endpoints, api);
            long after = liveHeap(service, api);
            return String.format(
                    Locale.ROOT,
                    "%,d open traces with %,d spans: %,d MiB of live heap more than without any; the service says %,d MiB",
                    pipeline.getTraces().getOpen(),
                    pipeline.getSpans().getAccepted(),
                    (after - before) / MIB,
                    pipeline.getMemory().getUsedBytes() / MIB);
        }
    }

    /** Returns what the service says once they are open. */
    private Pipeline open(Endpoints endpoints, ServiceApi api) throws IOException, InterruptedException {
        List<Wave> waves = Wave.all(Transport.OTLP_GRPC);
        try (Client sender = Transport.OTLP_GRPC.connect(endpoints, client)) {
            Pipeline pipeline = api.pipeline();
            for (int number = 1; pipeline.getTraces().getOpen() < TRACES; number++) {
                for (Wave.Stamped request : waves.get(number % waves.size()).requests()) {
                    require(sender.send(request.stamp(number)), "refused", pipeline);
                }
                pipeline = api.pipeline();
            }
            require(pipeline.getSpans().getInClosedTraces() == 0, "closed", pipeline);
            return pipeline;
        }
    }

    private static void require(boolean holds, String otherwise, Pipeline pipeline) throws IOException {
        if (!holds) {
            throw new IOException("void: traces were " + otherwise + ": " + pipeline);
        }
    }

    /** After a full collection. */
    private static long liveHeap(ServiceProcess service, ServiceApi api) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        int exit = new ProcessBuilder(jcmd, Long.toString(service.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(jcmd + " GC.run ended with " + exit);
        }
        return api.metrics().sum("jvm_memory_heap_used");
    }
}
