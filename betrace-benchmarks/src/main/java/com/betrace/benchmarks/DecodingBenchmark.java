package com.betrace.benchmarks;

import com.betrace.benchmarks.throughput.OtlpEncoder;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.wire.OtlpProtobufReader;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to make a span of its bytes, and what protobuf-java takes for the messages alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodingBenchmark {

    private static final int SPANS = 512;

    private final byte[] body = OtlpEncoder.protobuf(new Workload(0).spans().subList(0, SPANS));
    private final OtlpProtobufReader reader = new OtlpProtobufReader(SpanLimits.DEFAULTS);

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public DecodedSpans spans() throws InvalidProtocolBufferException {
        DecodedSpans batch = new DecodedSpans(body.length);
        reader.read(ByteBuffer.wrap(body), batch);
        if (batch.nextIndex() != SPANS) {
            throw new IllegalStateException("decoded " + batch.nextIndex() + " spans of " + SPANS);
        }
        return batch;
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public ExportTraceServiceRequest messages() throws InvalidProtocolBufferException {
        return ExportTraceServiceRequest.parseFrom(body);
    }
}
