package com.betrace.service.grpc;

import com.betrace.service.api.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Sends what the api answers, or its refusal as a rich status. */
final class Replies {

    private Replies() {}

    static <T> void answer(StreamObserver<T> observer, Supplier<T> call) {
        T reply;
        try {
            reply = call.get();
        } catch (RuntimeException e) {
            observer.onError(failure(e));
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    /** What comes with the status of a failure. */
    static Metadata trailers(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        return trailers == null ? new Metadata() : trailers;
    }

    /** The code and message, with the details in the trailer {@code grpc-status-details-bin}. */
    static StatusRuntimeException failure(Throwable error) {
        return StatusProto.toStatusRuntimeException(BoundedStatus.of(ErrorStatus.of(error)));
    }
}
