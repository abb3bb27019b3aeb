package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc;
import io.grpc.ManagedChannel;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program instrumented with the OpenTelemetry SDK is judged, whichever way its exporter sends. */
class OpenTelemetrySdkIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static ManagedChannel channel;

    @BeforeAll
    static void createRules() {
        channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        createRule("sdk-span", "span.kind == 'SERVER' && span['http.response.status_code'] >= 500");
        createRule("sdk-trace", "has('db.query') && trace.root.status != 'ERROR'");
    }

    private static void createRule(String name, String expression) {
        RuleServiceGrpc.newBlockingStub(channel)
                .createRule(CreateRuleRequest.newBuilder()
                        .setName(name)
                        .setExpression(expression)
                        .build());
    }

    @AfterAll
    static void closeChannel() {
        channel.shutdownNow();
    }

    @Test
    void grpcExporter_leadsToTheExpectedViolations() {
        assertJudged(OtlpGrpcSpanExporter.builder()
                .setEndpoint(
                        "http://localhost:" + BETRACE.endpoints().otlpGrpcPort().orElseThrow())
                .build());
    }

    @Test
    void grpcExporterWithGzip_leadsToTheExpectedViolations() {
        assertJudged(OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://localhost:" + BETRACE.endpoints().grpcPort())
                .setCompression("gzip")
                .build());
    }

    @Test
    void httpExporter_leadsToTheExpectedViolations() {
        assertJudged(OtlpHttpSpanExporter.builder()
                .setEndpoint(
                        "http://localhost:" + BETRACE.endpoints().otlpHttpPort().orElseThrow() + "/v1/traces")
                .build());
    }

    @Test
    void httpExporterWithGzipOnTheApplicationPort_leadsToTheExpectedViolations() {
        assertJudged(OtlpHttpSpanExporter.builder()
                .setEndpoint(BETRACE.http("/v1/traces"))
                .setCompression("gzip")
                .build());
    }

    private static void assertJudged(SpanExporter exporter) {
        String traceId = send(exporter);
        await().untilAsserted(() -> assertThat(violations(traceId))
                .extracting(Violation::getRuleId)
                .containsExactlyInAnyOrder("sdk-span", "sdk-trace"));
        assertThat(violations(traceId))
                .allSatisfy(violation -> assertThat(violation.getService()).isEqualTo("checkout"));
    }

    private static List<Violation> violations(String traceId) {
        return ViolationServiceGrpc.newBlockingStub(channel)
                .listViolations(
                        ListViolationsRequest.newBuilder().setTraceId(traceId).build())
                .getViolationsList();
    }

    private static String send(SpanExporter exporter) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "checkout")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build()) {
            Tracer tracer = provider.get("checkout-tracer");
            Span root = tracer.spanBuilder("POST /checkout")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            Span query = tracer.spanBuilder("db.query")
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(Context.root().with(root))
                    .startSpan();
            query.setStatus(StatusCode.ERROR, "connection reset");
            query.end();
            root.setAttribute("http.response.status_code", 503);
            root.end();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            return root.getSpanContext().getTraceId();
        }
    }
}
