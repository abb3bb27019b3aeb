package com.betrace.benchmarks.faults.load;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** OTLP over gRPC. */
public final class GrpcDoor implements Door {

    private static final long DEADLINE_SECONDS = 60;
    private static final MethodDescriptor<ExportTraceServiceRequest, ExportTraceServiceResponse> EXPORT =
            TraceServiceGrpc.getExportMethod();
    private static final MethodDescriptor<byte[], ExportTraceServiceResponse> ENCODED =
            EXPORT.toBuilder(new Encoded(), EXPORT.getResponseMarshaller()).build();

    /** What a client sees where the connection or the process went away, and what it may retry. */
    private static final Set<Status.Code> GONE =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);

    private final ManagedChannel channel;

    public GrpcDoor(String host, int port) {
        channel = NettyChannelBuilder.forAddress(host, port).usePlaintext().build();
    }

    @Override
    public Answer send(byte[] body) throws InterruptedException {
        try {
            ExportTraceServiceResponse response = ClientCalls.blockingUnaryCall(
                    channel, ENCODED, CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS), body);
            return Replies.of(response);
        } catch (StatusRuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return failure(e);
        }
    }

    private static Answer failure(StatusRuntimeException error) {
        com.google.rpc.Status status = StatusProto.fromThrowable(error);
        boolean unavailable = error.getStatus().getCode() == Status.Code.UNAVAILABLE;
        if (unavailable && status != null) {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(RetryInfo.class)) {
                    return Answer.refused(retryMillis(detail));
                }
            }
        }
        return GONE.contains(error.getStatus().getCode())
                ? Answer.unreachable(error.getStatus().toString())
                : Answer.wrong("gRPC " + error.getStatus());
    }

    private static long retryMillis(Any retryInfo) {
        try {
            return Durations.toMillis(retryInfo.unpack(RetryInfo.class).getRetryDelay());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a detail claims to be RetryInfo but is not", e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Requests are encoded once, however often they are sent. */
    private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }
}
