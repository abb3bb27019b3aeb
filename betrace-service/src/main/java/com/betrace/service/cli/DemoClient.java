package com.betrace.service.cli;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.GetTraceRequest;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.HealthServiceGrpc;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.List;
import java.util.function.Consumer;

/** The demo's connection to the service: the gRPC door for rules and violations, the OTLP port for spans. */
final class DemoClient implements AutoCloseable {

    private final ManagedChannel api;
    private final ManagedChannel otlp;
    private final RuleServiceGrpc.RuleServiceBlockingStub rules;
    private final SpanServiceGrpc.SpanServiceBlockingStub spans;
    private final ViolationServiceGrpc.ViolationServiceBlockingStub violations;

    DemoClient(Endpoints endpoints) {
        this.api = channel(endpoints.grpc());
        this.otlp = channel(endpoints.otlpGrpc());
        this.rules = RuleServiceGrpc.newBlockingStub(api);
        this.spans = SpanServiceGrpc.newBlockingStub(api);
        this.violations = ViolationServiceGrpc.newBlockingStub(api);
    }

    private static ManagedChannel channel(String target) {
        return NettyChannelBuilder.forTarget(target).usePlaintext().build();
    }

    boolean isReady() {
        HealthCheckResponse answer = HealthServiceGrpc.newBlockingStub(api)
                .withWaitForReady()
                .ready(HealthCheckRequest.getDefaultInstance());
        return answer.getStatus() == HealthCheckResponse.Status.HEALTHY;
    }

    /**
     * Creates the rule and returns true; false where one of this id or name is there already, which is left as its owner has
     * it. Throws StatusRuntimeException where the rule is refused.
     */
    boolean create(RuleDocument rule) {
        CreateRuleRequest.Builder request = CreateRuleRequest.newBuilder();
        // Fields of one name are the same in both.
        rule.getAllFields()
                .forEach((field, value) ->
                        request.setField(CreateRuleRequest.getDescriptor().findFieldByName(field.getName()), value));
        try {
            rules.createRule(request.build());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    /** Calls back on a thread of the connection, until it ends. */
    void watch(Consumer<WatchViolationsResponse> onEvent) {
        ViolationServiceGrpc.newStub(api)
                .watchViolations(WatchViolationsRequest.getDefaultInstance(), new StreamObserver<>() {
                    @Override
                    public void onNext(WatchViolationsResponse event) {
                        onEvent.accept(event);
                    }

                    @Override
                    public void onError(Throwable t) {
                        // The service stops and takes the stream with it; there is nothing left to print.
                    }

                    @Override
                    public void onCompleted() {
                        // As above.
                    }
                });
    }

    void export(ExportTraceServiceRequest request) {
        TraceServiceGrpc.newBlockingStub(otlp).export(request);
    }

    /** Whether the trace has closed; only then have all rules judged it. */
    boolean isClosed(String traceId) {
        try {
            spans.getTrace(GetTraceRequest.newBuilder().setTraceId(traceId).build());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    List<Violation> violationsOf(String traceId) {
        return violations
                .listViolations(
                        ListViolationsRequest.newBuilder().setTraceId(traceId).build())
                .getViolationsList();
    }

    @Override
    public void close() {
        api.shutdownNow();
        otlp.shutdownNow();
    }
}
