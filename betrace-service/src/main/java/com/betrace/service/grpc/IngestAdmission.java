package com.betrace.service.grpc;

import com.betrace.model.RequestException;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.Pace;
import com.betrace.service.intake.Reservation;
import com.betrace.v1.SpanServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls that bring spans in while there is memory: above the soft mark they are refused at their headers, else their
 * message is asked for once there is room for its beginning, and counted as it comes. A message that trickles is given up. Thread-safe.
 */
final class IngestAdmission implements ServerInterceptor {

    /** What a connection may send before it is read; more is counted as it comes. */
    static final int BEGINNING = 1 << 16;

    private static final Set<String> INGESTING = Set.of(
            TraceServiceGrpc.getExportMethod().getFullMethodName(),
            SpanServiceGrpc.getIngestSpansMethod().getFullMethodName());
    private static final int MAX_WAITING = 256;
    private static final Duration MAX_WAIT = Duration.ofMillis(500);
    private static final long SWEEP_MILLIS = 250;

    private final Admission admission;
    private final ScheduledExecutorService timer;
    private final AdmissionQueue queue;
    private final Duration patience;
    private final Set<AdmittedCall<?, ?>> reading = ConcurrentHashMap.newKeySet();

    /** @param patience after which a message has to have come at the least {@link Pace} */
    IngestAdmission(Admission admission, ScheduledExecutorService timer, Duration patience) {
        this.admission = admission;
        this.timer = timer;
        this.patience = patience;
        this.queue = new AdmissionQueue(timer, MAX_WAITING, MAX_WAIT);
        timer.scheduleWithFixedDelay(this::endSlow, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (!INGESTING.contains(call.getMethodDescriptor().getFullMethodName())) {
            return next.startCall(call, headers);
        }
        Reservation reservation;
        try {
            reservation = admission.open(0);
        } catch (RequestException e) {
            StatusRuntimeException refusal = Replies.failure(e);
            call.close(refusal.getStatus(), Replies.trailers(refusal));
            return new ServerCall.Listener<>() {};
        }
        return admit(new AdmittedCall<>(call, reservation, new Pace(patience), timer, reading::remove), headers, next);
    }

    private <Q, R> ServerCall.Listener<Q> admit(
            AdmittedCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        reading.add(call);
        try {
            ArrivingBytes.listen(call::arriving);
            ServerCall.Listener<Q> listener = call.listener(next.startCall(call, headers));
            queue.take(call.reservation(), BEGINNING, call::decided);
            return listener;
        } catch (RuntimeException e) {
            call.release();
            throw e;
        }
    }

    private void endSlow() {
        reading.forEach(AdmittedCall::endWhereSlow);
    }
}
