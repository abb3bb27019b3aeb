package com.betrace.service.grpc;

import com.betrace.service.intake.Transport;
import com.betrace.service.otlp.OtlpTraces;
import com.google.rpc.Code;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** Counts the answers to OTLP exports, also those that gRPC gives before a request reaches the service. */
final class OtlpAnswers extends ServerStreamTracer.Factory {

    private static final String EXPORT = TraceServiceGrpc.getExportMethod().getFullMethodName();
    private static final ServerStreamTracer UNCOUNTED = new ServerStreamTracer() {};

    private final ServerStreamTracer counted;

    OtlpAnswers(OtlpTraces traces) {
        counted = new ServerStreamTracer() {
            @Override
            public void streamClosed(Status status) {
                traces.answered(Transport.GRPC, Code.forNumber(status.getCode().value()));
            }
        };
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return method.equals(EXPORT) ? counted : UNCOUNTED;
    }
}
