package com.betrace.service.grpc;

import static com.betrace.service.grpc.RawCalls.call;
import static com.betrace.service.grpc.RawCalls.failure;
import static com.betrace.service.otlp.OtlpRequests.hex;
import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static com.betrace.service.otlp.OtlpRequests.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.health.ComponentState;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.HealthServiceGrpc;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Span;
import com.betrace.v1.SpanServiceGrpc;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcDoorTest {

    private RunningDoor door;

    @BeforeEach
    void start() throws Exception {
        door = new RunningDoor("\"maxInboundMessageSize\":\"64KiB\"");
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    @Test
    void otlp_onBothPorts_isAccepted() {
        for (ManagedChannel channel : List.of(door.channel(), door.otlpChannel())) {
            ExportTraceServiceResponse response =
                    TraceServiceGrpc.newBlockingStub(channel).export(request(span().build()));
            assertThat(response.hasPartialSuccess()).isFalse();
        }

        assertThat(door.engine.taken()).hasSize(2);
        assertThat(door.engine.taken().get(0).service()).isEqualTo("checkout");
    }

    @Test
    void a6_otlpBadSpan_isPartialSuccess() {
        ExportTraceServiceResponse response = TraceServiceGrpc.newBlockingStub(door.otlpChannel())
                .export(request(small(1).clearTraceId().build(), small(2).build()));

        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(door.engine.taken()).hasSize(1);
    }

    @Test
    void otlp_engineFull_isUnavailableWithRetry() {
        door.engine.setFull(true);

        Status status = failure(
                () -> TraceServiceGrpc.newBlockingStub(door.otlpChannel()).export(request(span().build())));

        assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
        assertThat(status.getDetails(0).is(RetryInfo.class)).isTrue();
    }

    @Test
    void otlpPort_askedForAnythingElse_isUnimplemented() {
        Status status = failure(() ->
                RuleServiceGrpc.newBlockingStub(door.otlpChannel()).listRules(ListRulesRequest.getDefaultInstance()));

        assertThat(status.getCode()).isEqualTo(Code.UNIMPLEMENTED.getNumber());
    }

    @Test
    void a1_otlpTruncatedAnywhere_isInvalidArgument() {
        ByteString whole = request(span().build()).toByteString();
        ManagedChannel channel = door.otlpChannel();

        for (int length = 1; length < whole.size(); length++) {
            ByteString truncated = whole.substring(0, length);
            assertCode(
                    Code.INVALID_ARGUMENT, failure(() -> call(channel, TraceServiceGrpc.getExportMethod(), truncated)));
        }

        assertThat(door.engine.taken()).isEmpty();
    }

    @Test
    void a1_apiTruncatedAnywhere_isInvalidArgumentOrWhatItsFieldsSay() {
        ByteString whole = IngestSpansRequest.newBuilder()
                .addSpans(Span.newBuilder().setTraceId("x").setName("n").putStringAttributes("k", "v"))
                .build()
                .toByteString();
        ManagedChannel channel = door.channel();

        for (int length = 1; length < whole.size(); length++) {
            ByteString truncated = whole.substring(0, length);
            assertCode(
                    Code.INVALID_ARGUMENT,
                    failure(() -> call(channel, SpanServiceGrpc.getIngestSpansMethod(), truncated)));
        }
    }

    @Test
    void a3_apiNestedGroups_areInvalidArgument() {
        ByteString groups = ByteString.copyFrom(Collections.nCopies(10_000, hex("0b")));

        assertCode(
                Code.INVALID_ARGUMENT,
                failure(() -> call(door.channel(), RuleServiceGrpc.getListRulesMethod(), groups)));
    }

    @Test
    void a5_apiInvalidUtf8_isInvalidArgument() {
        assertCode(
                Code.INVALID_ARGUMENT,
                failure(() -> call(door.channel(), RuleServiceGrpc.getGetRuleMethod(), hex("0a01ff"))));
    }

    @Test
    void a13_messageAboveTheLimit_isResourceExhaustedWithoutRetry() {
        ByteString large = ByteString.copyFrom(new byte[(64 << 10) + 1]);

        Status status = failure(() -> call(door.otlpChannel(), TraceServiceGrpc.getExportMethod(), large));

        assertCode(Code.RESOURCE_EXHAUSTED, status);
        assertThat(status.getDetailsCount()).isZero();
    }

    @Test
    void a7_messageInflatedAboveTheLimit_isResourceExhausted() {
        ByteString bomb = ListRulesRequest.newBuilder()
                .addTags("x".repeat(10 << 20))
                .build()
                .toByteString();
        CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");

        assertCode(
                Code.RESOURCE_EXHAUSTED,
                failure(() -> call(door.otlpChannel(), TraceServiceGrpc.getExportMethod(), bomb, gzip)));
        assertCode(
                Code.RESOURCE_EXHAUSTED,
                failure(() -> call(door.channel(), RuleServiceGrpc.getListRulesMethod(), bomb, gzip)));
    }

    @Test
    void gzip_isAccepted() {
        TraceServiceGrpc.newBlockingStub(door.otlpChannel())
                .withCompression("gzip")
                .export(request(span().build()));

        assertThat(door.engine.taken()).hasSize(1);
    }

    @Test
    void health_ownService_tellsEachComponent() {
        HealthServiceGrpc.HealthServiceBlockingStub health = HealthServiceGrpc.newBlockingStub(door.channel());

        HealthCheckResponse healthy = health.check(HealthCheckRequest.getDefaultInstance());
        door.storage = ComponentState.unhealthy("disk full");
        HealthCheckResponse unhealthy = health.ready(HealthCheckRequest.getDefaultInstance());

        assertThat(healthy.getStatus()).isEqualTo(HealthCheckResponse.Status.HEALTHY);
        assertThat(healthy.getVersion()).isEqualTo("1.2.3");
        assertThat(unhealthy.getStatus()).isEqualTo(HealthCheckResponse.Status.UNHEALTHY);
        assertThat(unhealthy.getComponents(0).getMessage()).isEqualTo("disk full");
    }

    @Test
    void health_standardService_followsReadiness() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(door.channel());
        var rules = io.grpc.health.v1.HealthCheckRequest.newBuilder()
                .setService("betrace.v1.RuleService")
                .build();
        assertThat(health.check(rules).getStatus()).isEqualTo(ServingStatus.SERVING);

        door.storage = ComponentState.unhealthy("disk full");

        await().until(() -> health.check(rules).getStatus() == ServingStatus.NOT_SERVING);
        assertThat(health.check(io.grpc.health.v1.HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.NOT_SERVING);
        var unknown = io.grpc.health.v1.HealthCheckRequest.newBuilder()
                .setService("nobody")
                .build();
        assertCode(Code.NOT_FOUND, failure(() -> health.check(unknown)));
    }

    @Test
    void reflection_listsAndDescribesEveryService() throws Exception {
        ServerReflectionResponse services =
                reflect(ServerReflectionRequest.newBuilder().setListServices("").build());
        ServerReflectionResponse file = reflect(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("betrace.v1.HealthService")
                .build());
        ServerReflectionResponse otlp = reflect(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("opentelemetry.proto.collector.trace.v1.TraceService")
                .build());

        assertThat(services.getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .contains(
                        "betrace.v1.RuleService",
                        "betrace.v1.SpanService",
                        "betrace.v1.ViolationService",
                        "betrace.v1.HealthService",
                        "grpc.health.v1.Health",
                        "opentelemetry.proto.collector.trace.v1.TraceService",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection");
        assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoCount())
                .isPositive();
        assertThat(otlp.getFileDescriptorResponse().getFileDescriptorProtoCount())
                .isPositive();
    }

    @Test
    void reflection_olderProtocol_answersToo() throws Exception {
        CompletableFuture<io.grpc.reflection.v1alpha.ServerReflectionResponse> answer = new CompletableFuture<>();
        var call = io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(door.channel())
                .serverReflectionInfo(completing(answer));
        call.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                .setListServices("")
                .build());
        call.onCompleted();

        assertThat(answer.get().getListServicesResponse().getServiceCount()).isEqualTo(10);
    }

    @Test
    void reflection_off_isUnimplemented() throws Exception {
        try (RunningDoor closed = new RunningDoor("\"reflection\":false,\"otlp\":{\"enabled\":false}")) {
            CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
            ServerReflectionGrpc.newStub(closed.channel())
                    .serverReflectionInfo(completing(answer))
                    .onCompleted();

            assertThat(answer).failsWithin(java.time.Duration.ofSeconds(10));
        }
    }

    private ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> call =
                ServerReflectionGrpc.newStub(door.channel()).serverReflectionInfo(completing(answer));
        call.onNext(request);
        call.onCompleted();
        return answer.get();
    }

    private static <T> StreamObserver<T> completing(CompletableFuture<T> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }

            @Override
            public void onCompleted() {}
        };
    }

    private static void assertCode(Code code, Status status) {
        assertThat(Code.forNumber(status.getCode())).as(status.getMessage()).isEqualTo(code);
    }
}
