package com.betrace.service.grpc;

import static com.betrace.service.grpc.RawCalls.call;
import static com.betrace.service.grpc.RawCalls.failure;
import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.intake.IntakeAccount.Refused;
import com.betrace.service.intake.Refusal;
import com.betrace.service.otlp.HeldCall;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Span;
import com.betrace.v1.SpanServiceGrpc;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestAdmissionTest {

    private static final ExportTraceServiceRequest SMALL = request(small(1).build());
    private static final ByteString LARGE =
            request(small(1).setName("x".repeat(4 << 20)).build()).toByteString();

    private RunningDoor door;

    @BeforeEach
    void start() throws Exception {
        door = new RunningDoor("\"receivePatience\":\"600ms\",\"maxResets\":1000000");
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    @Test
    void spans_aboveTheSoftMark_areRefusedAtTheHeadersOnEachDoor() {
        door.engine.leaveMemory(0);

        assertUnavailable(failure(() -> export(door.channel())));
        assertUnavailable(failure(() -> export(door.otlpChannel())));
        assertUnavailable(failure(() ->
                SpanServiceGrpc.newBlockingStub(door.channel()).ingestSpans(IngestSpansRequest.getDefaultInstance())));

        assertRefused(new Refused(3, 0, 0));
        assertThat(door.engine.memory().used()).isEqualTo(door.engine.memory().soft());
    }

    @Test
    void otherCalls_aboveTheSoftMark_areServed() {
        door.engine.leaveMemory(0);

        assertThat(RuleServiceGrpc.newBlockingStub(door.channel())
                        .listRules(ListRulesRequest.getDefaultInstance())
                        .getTotalCount())
                .isZero();
    }

    @Test
    void call_withoutRoomForItsBeginning_waitsUntilThereIs() throws Exception {
        door.engine.leaveMemory(1_000);
        ListenableFuture<ExportTraceServiceResponse> waiting =
                TraceServiceGrpc.newFutureStub(door.otlpChannel()).export(SMALL);

        door.engine.leaveMemory(1 << 20);

        assertThat(waiting.get(10, TimeUnit.SECONDS).hasPartialSuccess()).isFalse();
        assertThat(door.engine.taken()).hasSize(1);
    }

    @Test
    void call_thatWaitsInVain_isRefused() {
        door.engine.leaveMemory(1_000);

        assertUnavailable(failure(() -> export(door.otlpChannel())));

        assertRefused(new Refused(1, 0, 0));
    }

    @Test
    void message_largerThanTheRoomLeft_isRefusedWhileItComes() {
        door.engine.leaveMemory(1 << 20);
        long before = door.engine.memory().used();

        assertUnavailable(failure(() -> call(door.channel(), TraceServiceGrpc.getExportMethod(), LARGE)));

        assertThat(door.engine.taken()).isEmpty();
        await().untilAsserted(() -> assertThat(door.engine.memory().used()).isEqualTo(before));
        export(door.otlpChannel());
    }

    @Test
    void message_thatInflatesToMoreThanTheRoomLeft_isRefused() {
        door.engine.leaveMemory(1 << 20);
        long before = door.engine.memory().used();
        CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");
        ByteString spans = IngestSpansRequest.newBuilder()
                .addSpans(Span.newBuilder().setName("x".repeat(4 << 20)))
                .build()
                .toByteString();

        assertUnavailable(failure(() -> call(door.channel(), TraceServiceGrpc.getExportMethod(), LARGE, gzip)));
        assertUnavailable(failure(() -> call(door.channel(), SpanServiceGrpc.getIngestSpansMethod(), spans, gzip)));

        assertThat(door.engine.taken()).isEmpty();
        await().untilAsserted(() -> assertThat(door.engine.memory().used()).isEqualTo(before));
    }

    @Test
    void message_thatIsWorkedOn_holdsWhatItTakesUntilItIsAnswered() throws Exception {
        HeldCall held = new HeldCall(door.engine);
        CompletableFuture<ByteString> answer = CompletableFuture.supplyAsync(
                () -> call(door.otlpChannel(), TraceServiceGrpc.getExportMethod(), LARGE));
        held.awaitInside();

        assertThat(door.engine.memory().used()).isBetween(LARGE.size() + 0L, LARGE.size() + 100L);

        held.letGo();
        answer.get(10, TimeUnit.SECONDS);
        assertThat(door.engine.memory().used()).isZero();
    }

    @Test
    void d3_callsWhoseMessageDoesNotCome_areEnded() throws Exception {
        CompletableFuture<io.grpc.Status> ended = new CompletableFuture<>();
        begin(door.otlpChannel(), CallOptions.DEFAULT, ended);
        await().until(() -> door.engine.memory().used() == IngestAdmission.BEGINNING);

        assertThat(ended.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
        assertThat(ended.get().getDescription()).isEqualTo("the message came too slowly");
        assertThat(door.engine.memory().used()).isZero();
    }

    @Test
    void d8_callsCancelledAtAnyMoment_giveEverythingBack() {
        ManagedChannel channel = door.otlpChannel();
        for (int i = 0; i < 3_000; i++) {
            CompletableFuture<io.grpc.Status> ended = new CompletableFuture<>();
            CallOptions options = i % 5 == 0
                    ? CallOptions.DEFAULT.withDeadlineAfter(i % 7, TimeUnit.MILLISECONDS)
                    : CallOptions.DEFAULT;
            ClientCall<ExportTraceServiceRequest, ?> call = begin(channel, options, ended);
            if (i % 3 > 0) {
                call.sendMessage(SMALL);
            }
            if (i % 3 > 1) {
                call.halfClose();
            }
            if (i % 5 != 0 && i % 4 > 0) {
                call.cancel("for the test", null);
            }
            if (i % 500 == 499) {
                ended.join();
            }
        }

        await().untilAsserted(() -> assertThat(door.engine.memory().used()).isZero());
        export(channel);
    }

    @Test
    void d8_connectionsLostInTheMiddle_giveEverythingBack() throws Exception {
        HeldCall held = new HeldCall(door.engine);
        ManagedChannel channel = door.channel();
        TraceServiceGrpc.newFutureStub(channel).export(SMALL);
        held.awaitInside();
        for (int i = 0; i < 100; i++) {
            begin(channel, CallOptions.DEFAULT, new CompletableFuture<>());
        }
        channel.shutdownNow();
        held.letGo();

        await().untilAsserted(() -> assertThat(door.engine.memory().used()).isZero());
    }

    @Test
    void d9_clientsThatIgnoreWhenToRetry_areRefusedWithoutReadingTheirMessages() {
        door.engine.leaveMemory(0);
        long before = door.engine.memory().used();
        ManagedChannel channel = door.otlpChannel();

        // More than a connection may have calls: none may stay behind.
        for (int i = 0; i < 300; i++) {
            CallOptions patient = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
            assertUnavailable(failure(() -> call(channel, TraceServiceGrpc.getExportMethod(), LARGE, patient)));
        }

        assertRefused(new Refused(300, 0, 0));
        assertThat(door.engine.account().received()).isZero();
        assertThat(door.engine.memory().used()).isEqualTo(before);
        door.engine.leaveMemory(1 << 20);
        export(channel);
    }

    private static void export(ManagedChannel channel) {
        TraceServiceGrpc.newBlockingStub(channel).export(SMALL);
    }

    /** As a stream, because the client would hold the headers of a unary call back until it has the message. */
    private static ClientCall<ExportTraceServiceRequest, ExportTraceServiceResponse> begin(
            ManagedChannel channel, CallOptions options, CompletableFuture<io.grpc.Status> ended) {
        ClientCall<ExportTraceServiceRequest, ExportTraceServiceResponse> call = channel.newCall(
                TraceServiceGrpc.getExportMethod().toBuilder()
                        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                        .build(),
                options);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(io.grpc.Status status, Metadata trailers) {
                        ended.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        return call;
    }

    private void assertRefused(Refused expected) {
        assertThat(door.engine.account().refused().get(Refusal.MEMORY)).isEqualTo(expected);
    }

    private static void assertUnavailable(Status status) {
        assertThat(status.getCode()).as(status.getMessage()).isEqualTo(Code.UNAVAILABLE.getNumber());
        assertThat(status.getMessage()).contains("because the memory for spans is used up");
        assertThat(status.getDetails(0).is(RetryInfo.class)).isTrue();
    }
}
