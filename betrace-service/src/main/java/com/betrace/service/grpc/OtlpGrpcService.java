package com.betrace.service.grpc;

import com.betrace.service.otlp.OtlpTraces;
import io.grpc.BindableService;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** OTLP's TraceService over gRPC. Takes requests as bytes: {@link OtlpTraces} decodes them span by span. */
final class OtlpGrpcService implements BindableService {

    private static final MethodDescriptor<ExportTraceServiceRequest, ExportTraceServiceResponse> EXPORT =
            TraceServiceGrpc.getExportMethod();

    private final OtlpTraces traces;

    OtlpGrpcService(OtlpTraces traces) {
        this.traces = traces;
    }

    @Override
    public ServerServiceDefinition bindService() {
        MethodDescriptor<ByteBuffer, ExportTraceServiceResponse> export = EXPORT.toBuilder(
                        new Undecoded(), EXPORT.getResponseMarshaller())
                .build();
        ServiceDescriptor service = ServiceDescriptor.newBuilder(TraceServiceGrpc.SERVICE_NAME)
                .setSchemaDescriptor(TraceServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(export)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(
                        export,
                        ServerCalls.asyncUnaryCall(
                                (body, observer) -> Replies.answer(observer, () -> traces.exportProtobuf(body))))
                .build();
    }

    /** Leaves a message as its bytes. */
    private static final class Undecoded implements MethodDescriptor.Marshaller<ByteBuffer> {

        @Override
        public InputStream stream(ByteBuffer value) {
            return new ByteArrayInputStream(value.array(), value.arrayOffset() + value.position(), value.remaining());
        }

        @Override
        public ByteBuffer parse(InputStream stream) {
            try {
                return ByteBuffer.wrap(bytes(stream));
            } catch (IOException e) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("the message could not be read to its end")
                        .withCause(e)
                        .asRuntimeException();
            }
        }

        /** A message that was not packed says how long it is, and is copied once. */
        private static byte[] bytes(InputStream stream) throws IOException {
            if (!(stream instanceof KnownLength)) {
                return stream.readAllBytes();
            }
            byte[] bytes = new byte[stream.available()];
            if (stream.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new EOFException();
            }
            return bytes;
        }
    }
}
