package com.betrace.benchmarks.throughput;

import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.wire.OtlpProtobufReader;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** A program that takes OTLP over gRPC and does less with it than the service: what no service can be faster than. */
final class SinkServer {

    private static final MethodDescriptor<ExportTraceServiceRequest, ExportTraceServiceResponse> EXPORT =
            TraceServiceGrpc.getExportMethod();

    private SinkServer() {}

    /** How far it goes. */
    enum Depth {
        /** Reads the bytes and answers. */
        ACCEPT,
        /** Decodes them too. */
        DECODE
    }

    /** Serves until it is killed; prints its port. */
    static void run(Depth depth) throws IOException, InterruptedException {
        OtlpProtobufReader reader = new OtlpProtobufReader(SpanLimits.DEFAULTS);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .maxInboundMessageSize(64 << 20)
                .addService(service(depth, reader))
                .build()
                .start();
        System.out.println(server.getPort());
        server.awaitTermination();
    }

    private static ServerServiceDefinition service(Depth depth, OtlpProtobufReader reader) {
        MethodDescriptor<byte[], ExportTraceServiceResponse> export =
                EXPORT.toBuilder(new Bytes(), EXPORT.getResponseMarshaller()).build();
        return ServerServiceDefinition.builder(TraceServiceGrpc.SERVICE_NAME)
                .addMethod(export, ServerCalls.asyncUnaryCall((body, observer) -> {
                    if (depth == Depth.DECODE) {
                        decode(reader, body);
                    }
                    answer(observer);
                }))
                .build();
    }

    private static void decode(OtlpProtobufReader reader, byte[] body) {
        DecodedSpans batch = new DecodedSpans(body.length);
        try {
            reader.read(ByteBuffer.wrap(body), batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (batch.nextIndex() == 0) {
            throw new IllegalStateException("a request without spans");
        }
    }

    private static void answer(StreamObserver<ExportTraceServiceResponse> observer) {
        observer.onNext(ExportTraceServiceResponse.getDefaultInstance());
        observer.onCompleted();
    }

    /** The same command line with another program. */
    static List<String> command(Depth depth) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                "com.betrace.benchmarks.Main",
                "--sink",
                depth.name());
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
