package com.betrace.service.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;

/**
 * Answers what goes wrong outside a service's own code by the table of errors: gRPC itself calls a message that cannot be
 * parsed UNKNOWN, as if the service had failed.
 */
final class MalformedMessages implements ServerInterceptor {

    private MalformedMessages() {}

    /** The same service, whose messages are parsed inside of the interceptors: first of that one, then of this. */
    static ServerServiceDefinition guard(ServerServiceDefinition service, ServerInterceptor outer) {
        return ServerInterceptors.interceptForward(
                ServerInterceptors.useInputStreamMessages(service), outer, new MalformedMessages());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return new Guard<>(call, next.startCall(call, headers));
    }

    private static final class Guard<Q, R> extends SimpleForwardingServerCallListener<Q> {

        private final ServerCall<Q, R> call;
        private boolean failed;

        Guard(ServerCall<Q, R> call, ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            guarded(() -> super.onMessage(message));
        }

        @Override
        public void onHalfClose() {
            guarded(super::onHalfClose);
        }

        private void guarded(Runnable step) {
            if (failed) {
                return;
            }
            try {
                step.run();
            } catch (RuntimeException e) {
                failed = true;
                StatusRuntimeException failure = refusal(e);
                call.close(failure.getStatus(), Replies.trailers(failure));
            }
        }

        private static StatusRuntimeException refusal(RuntimeException error) {
            if (error instanceof StatusRuntimeException grpc) {
                Throwable cause = grpc.getCause();
                return cause instanceof InvalidProtocolBufferException ? Replies.failure(cause) : grpc;
            }
            return Replies.failure(error);
        }
    }
}
