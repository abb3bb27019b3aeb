package com.betrace.service.grpc;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.otlp.HeldCall;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class GrpcStopTest {

    @Test
    void e10_stopDuringACall_letsItFinishAndTakesNoNewOnes() throws Exception {
        try (RunningDoor door = new RunningDoor("\"shutdownGrace\":\"30s\"")) {
            HeldCall held = new HeldCall(door.engine);
            ListenableFuture<ExportTraceServiceResponse> running = export(door.otlpChannel());
            held.awaitInside();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(door));

            await().until(() -> isUnavailable(export(door.otlpChannel())));
            assertThat(stopped).isNotDone();
            held.letGo();
            assertThat(running.get().hasPartialSuccess()).isFalse();
            stopped.join();
            assertThat(door.engine.taken()).hasSize(1);
        }
    }

    @Test
    void e10_stopDuringACallThatNeverEnds_isBounded() throws Exception {
        try (RunningDoor door = new RunningDoor("\"shutdownGrace\":\"50ms\"")) {
            HeldCall held = new HeldCall(door.engine);
            ListenableFuture<ExportTraceServiceResponse> running = export(door.channel());
            held.awaitInside();

            door.stop();

            assertThat(running).failsWithin(Duration.ofSeconds(30));
            held.letGo();
        }
    }

    private static ListenableFuture<ExportTraceServiceResponse> export(Channel channel) {
        return TraceServiceGrpc.newFutureStub(channel).export(request(small(1).build()));
    }

    private static boolean isUnavailable(ListenableFuture<?> call) throws InterruptedException {
        try {
            call.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof StatusRuntimeException failed
                    && failed.getStatus().getCode() == Status.Code.UNAVAILABLE;
        }
    }

    private static void stop(RunningDoor door) {
        try {
            door.stop();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
