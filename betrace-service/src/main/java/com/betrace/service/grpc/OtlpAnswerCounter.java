package com.betrace.service.grpc;

import com.betrace.service.intake.Transport;
import com.betrace.service.otlp.OtlpTraces;
import com.google.rpc.Code;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Counts how OTLP calls are answered, also those refused before the service sees them. */
record OtlpAnswerCounter(OtlpTraces traces) implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return next.startCall(new Counted<>(call), headers);
    }

    private final class Counted<Q, R> extends SimpleForwardingServerCall<Q, R> {

        Counted(ServerCall<Q, R> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            traces.answered(Transport.GRPC, Code.forNumber(status.getCode().value()));
            super.close(status, trailers);
        }
    }
}
