package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Span;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.ViolationServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E10 in its first form: a stop under load loses nothing that was acknowledged. */
class ShutdownIT {

    private static final int SPANS_PER_REQUEST = 20;
    private static final long STOP_LIMIT_SECONDS = 10;

    @TempDir
    Path data;

    @Test
    void sigtermUnderLoad_drainsAndKeepsEveryAcknowledgedFinding() throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        try (BetraceProcess betrace = BetraceProcess.server(data)) {
            ManagedChannel channel = RunningBetrace.channel(betrace.port("gRPC"));
            createRule(channel);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> send(channel, sent, acknowledged));
            await().until(() -> acknowledged.get() > 2_000);
            betrace.terminate();

            assertThat(betrace.process().waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("stopped within %s s; it printed %s", STOP_LIMIT_SECONDS, betrace.printed())
                    .isTrue();
            load.get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            channel.shutdownNow();
        }
        assertThat(storedAfterRestart()).isBetween(acknowledged.get(), sent.get());
    }

    private static void createRule(ManagedChannel channel) {
        RuleServiceGrpc.newBlockingStub(channel)
                .createRule(CreateRuleRequest.newBuilder()
                        .setName("detect-errors")
                        .setExpression("span.status == 'ERROR'")
                        .build());
    }

    /** Sends until the service goes away. */
    private static void send(ManagedChannel channel, AtomicLong sent, AtomicLong acknowledged) {
        SpanServiceGrpc.SpanServiceBlockingStub spans = SpanServiceGrpc.newBlockingStub(channel);
        try {
            while (true) {
                IngestSpansRequest request = request(sent);
                acknowledged.addAndGet(spans.withDeadlineAfter(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)
                        .ingestSpans(request)
                        .getAccepted());
            }
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isIn(io.grpc.Status.Code.UNAVAILABLE, io.grpc.Status.Code.CANCELLED);
        }
    }

    private static IngestSpansRequest request(AtomicLong sent) {
        IngestSpansRequest.Builder request = IngestSpansRequest.newBuilder();
        for (int i = 0; i < SPANS_PER_REQUEST; i++) {
            long id = sent.incrementAndGet();
            request.addSpans(Span.newBuilder()
                    .setTraceId(String.format("%032x", id))
                    .setSpanId(String.format("%016x", id))
                    .setName("GET /cart")
                    .setService("shop")
                    .setStatus("ERROR")
                    .setStartTime(1_767_225_600_000_000_000L)
                    .setDurationMs(1));
        }
        return request.build();
    }

    private long storedAfterRestart() throws Exception {
        try (BetraceProcess betrace = BetraceProcess.server(data)) {
            ManagedChannel channel = RunningBetrace.channel(betrace.port("gRPC"));
            try {
                ListViolationsResponse stored = ViolationServiceGrpc.newBlockingStub(channel)
                        .listViolations(ListViolationsRequest.newBuilder()
                                .setRuleId("detect-errors")
                                .setLimit(1)
                                .build());
                return stored.getTotalCount();
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
