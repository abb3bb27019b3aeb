package com.betrace.service.grpc;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls with hand-made bytes, and the rich status of failed calls. */
final class RawCalls {

    private static final MethodDescriptor.Marshaller<ByteString> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(ByteString value) {
            return value.newInput();
        }

        @Override
        public ByteString parse(InputStream stream) {
            try {
                return ByteString.readFrom(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private RawCalls() {}

    static ByteString call(Channel channel, MethodDescriptor<?, ?> method, ByteString body) {
        return call(channel, method, body, CallOptions.DEFAULT);
    }

    static ByteString call(Channel channel, MethodDescriptor<?, ?> method, ByteString body, CallOptions options) {
        return ClientCalls.blockingUnaryCall(
                channel, method.toBuilder(BYTES, BYTES).build(), options, body);
    }

    /** The google.rpc.Status of a call that has to fail. */
    static Status failure(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        Assertions.assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        return StatusProto.fromThrowable(thrown);
    }
}
