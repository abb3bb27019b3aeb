package com.betrace.benchmarks;

import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.journal.JournalMetrics;
import com.betrace.service.journal.JournalMode;
import com.betrace.service.journal.JournalOptions;
import com.betrace.service.journal.SpanJournal;
import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.file.ConnectionHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many spans a second the journal makes durable, in requests of 100, each of 10 traces; a trace is forgotten 64 requests
 * later. The data directory is in {@code java.io.tmpdir}, so that is the disk that is measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 4)
public class JournalBenchmark {

    private static final int REQUEST = 100;
    private static final int TRACES = 10;
    private static final int KEPT = 64;
    private static final int CLOSED_TRACES = 1 << 18;

    @Param({"OFF", "INTERVAL", "ALWAYS"})
    public JournalMode mode = JournalMode.OFF;

    private final AtomicInteger callers = new AtomicInteger();
    private Path directory = Path.of("");
    private SpanLog log = SpanLog.NONE;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("journal-benchmark");
        if (mode != JournalMode.OFF) {
            JournalOptions options =
                    new JournalOptions(mode, Duration.ofMillis(2), Duration.ofMillis(100), 1L << 30, CLOSED_TRACES);
            SpanJournal.Ports ports = new SpanJournal.Ports(
                    new Uncounted(), ConnectionHooks.NONE, InstantSource.system(), System::nanoTime);
            log = SpanJournal.open(directory, options, ports);
        }
    }

    @TearDown
    public void close() throws Exception {
        log.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(REQUEST)
    public void callers01(Caller caller, Written written) {
        caller.append(log, written);
    }

    @Benchmark
    @Threads(8)
    @OperationsPerInvocation(REQUEST)
    public void callers08(Caller caller, Written written) {
        caller.append(log, written);
    }

    @Benchmark
    @Threads(32)
    @OperationsPerInvocation(REQUEST)
    public void callers32(Caller caller, Written written) {
        caller.append(log, written);
    }

    /** The bytes of the entries, without what the database adds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Written {

        public long entryBytes;
    }

    /** A sender with requests of its own, which come round again long after their traces were forgotten. */
    @State(Scope.Thread)
    public static class Caller {

        private final List<List<Span>> requests = new ArrayList<>();
        private final List<List<Forgotten>> forgettable = new ArrayList<>();
        private long bytes;
        private int next;

        @Setup
        public void build(JournalBenchmark benchmark) {
            long high = benchmark.callers.incrementAndGet();
            Workload workload = new Workload(0);
            for (int i = 0; i < 2 * KEPT; i++) {
                requests.add(request(workload.spans(), high, i));
                forgettable.add(request(high, i));
            }
            bytes = EntryCodec.encode(requests.get(0)).length;
        }

        void append(SpanLog log, Written written) {
            SpanLog.Append outcome = log.append(requests.get(next), entry -> {});
            if (outcome != SpanLog.Append.LOGGED) {
                throw new IllegalStateException("the journal answered " + outcome);
            }
            log.forget(forgettable.get((next + KEPT) % requests.size()));
            next = (next + 1) % requests.size();
            written.entryBytes += bytes;
        }

        private static List<Span> request(List<Span> like, long high, int number) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < REQUEST; i++) {
                Span span = like.get((number * REQUEST + i) % like.size());
                spans.add(Span.builder(trace(high, number, i), new SpanId(1L + number * REQUEST + i))
                        .parentSpanId(span.parentSpanId())
                        .name(span.name())
                        .kind(span.kind())
                        .status(span.status())
                        .time(span.startNanos(), span.endNanos())
                        .resource(span.resource())
                        .attributes(span.attributes())
                        .build());
            }
            return spans;
        }

        private static List<Forgotten> request(long high, int number) {
            return Stream.iterate(0, i -> i + 1)
                    .limit(TRACES)
                    .map(i -> new Forgotten(trace(high, number, i), Long.MAX_VALUE))
                    .toList();
        }

        private static TraceId trace(long high, int number, int span) {
            return new TraceId(high, 1L + number * TRACES + span % TRACES);
        }
    }

    private static final class Uncounted implements JournalMetrics {

        @Override
        public void committed(boolean flushed) {}

        @Override
        public void failed() {}

        @Override
        public void waited(long nanos) {}

        @Override
        public void quarantined() {}
    }
}
