package com.betrace.service.grpc;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.intake.Pace;
import com.betrace.service.intake.Reservation;
import com.betrace.service.intake.ReservingStream;
import com.google.rpc.Code;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A call whose message is held back until there is memory for it, and that gives its memory back when it ends, in whatever
 * way. Until the message is there only this class ends the call, from then on only its handler does: the state decides,
 * under the lock, because the connection, a timer and the handler each have a thread. Nothing under the lock waits.
 */
final class AdmittedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private enum State {
        WAITING,
        READING,
        /** The handler's, with its whole message or without one. */
        HANDED_OVER,
        /** Ended here; what still comes is for nobody. */
        ENDED
    }

    private final Reservation reservation;
    private final Executor executor;
    private final Consumer<AdmittedCall<?, ?>> onRead;
    private final Pace pace;
    private State state = State.WAITING;
    private int asked;
    private long arrived;

    /**
     * @param executor ends the call where the connection's thread finds that it has to
     * @param onRead hears when the message has come, or will not
     */
    AdmittedCall(
            ServerCall<Q, R> call,
            Reservation reservation,
            Pace pace,
            Executor executor,
            Consumer<AdmittedCall<?, ?>> onRead) {
        super(call);
        this.reservation = reservation;
        this.pace = pace;
        this.executor = executor;
        this.onRead = onRead;
    }

    Reservation reservation() {
        return reservation;
    }

    /** Asks for the message, or refuses the call. */
    void decided(boolean granted) {
        if (!granted) {
            refuse();
            return;
        }
        int messages;
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.READING;
            messages = asked;
        }
        super.request(messages);
    }

    @Override
    public void request(int messages) {
        synchronized (this) {
            if (state == State.WAITING) {
                asked += messages;
                return;
            }
        }
        super.request(messages);
    }

    /** More of the message has come; on the connection's thread. */
    void arriving(long bytes) {
        boolean fits;
        synchronized (this) {
            arrived += bytes;
            long more = arrived - Math.max(IngestAdmission.BEGINNING, arrived - bytes);
            fits = state != State.READING || more <= 0 || reservation.tryGrow(more);
        }
        if (!fits) {
            executor.execute(this::refuse);
        }
    }

    void endWhereSlow() {
        if (pace.isTooSlow(arrived())) {
            end(() -> StatusProto.toStatusRuntimeException(
                    ErrorStatus.of(Code.DEADLINE_EXCEEDED, "the message came too slowly")));
        }
    }

    private synchronized long arrived() {
        return arrived;
    }

    private void refuse() {
        end(() -> Replies.failure(reservation.refuse()));
    }

    /**
     * Ends the call unless its handler has it or it has ended.
     *
     * @param reason asked for only where it ends the call, because it is counted
     */
    private void end(Supplier<StatusRuntimeException> reason) {
        if (move(State.ENDED)) {
            StatusRuntimeException why = reason.get();
            release();
            super.close(why.getStatus(), Replies.trailers(why));
        }
    }

    private synchronized boolean move(State next) {
        boolean open = state == State.WAITING || state == State.READING;
        if (open) {
            state = next;
        }
        return open;
    }

    private synchronized boolean isEnded() {
        return state == State.ENDED;
    }

    /** Gives the memory back; more than once is the same. */
    void release() {
        onRead.accept(this);
        reservation.close();
    }

    /** By the handler. The memory is given back before the answer has gone, which its reader may hold up. */
    @Override
    public void close(Status status, Metadata trailers) {
        move(State.HANDED_OVER);
        if (!isEnded()) {
            release();
            super.close(status, trailers);
        }
    }

    /** In front of the handler's listener. */
    ServerCall.Listener<Q> listener(ServerCall.Listener<Q> handler) {
        return new Reading(handler);
    }

    /** What has come is known exactly now. */
    private synchronized void settle() {
        reservation.shrink(Math.max(0, IngestAdmission.BEGINNING - arrived));
    }

    private final class Reading extends SimpleForwardingServerCallListener<Q> {

        Reading(ServerCall.Listener<Q> handler) {
            super(handler);
        }

        @Override
        public void onMessage(Q message) {
            move(State.HANDED_OVER);
            if (isEnded()) {
                discard(message);
                return;
            }
            onRead.accept(AdmittedCall.this);
            settle();
            super.onMessage(inflating(message));
        }

        @Override
        public void onHalfClose() {
            if (!isEnded()) {
                super.onHalfClose();
            }
        }

        @Override
        public void onComplete() {
            release();
            super.onComplete();
        }

        @Override
        public void onCancel() {
            release();
            super.onCancel();
        }

        /** A message of known length is as it came; any other inflates as it is read. */
        @SuppressWarnings("unchecked")
        private Q inflating(Q message) {
            return message instanceof InputStream stream && !(message instanceof KnownLength)
                    ? (Q) new ReservingStream(stream, reservation)
                    : message;
        }

        private void discard(Q message) {
            if (message instanceof InputStream stream) {
                try {
                    stream.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
