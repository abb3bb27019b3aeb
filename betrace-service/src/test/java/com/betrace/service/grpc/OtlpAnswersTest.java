package com.betrace.service.grpc;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.pipeline.Offer;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.OtlpTraces;
import com.betrace.service.otlp.RecordedOutcomes;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpAnswersTest {

    private final RecordedOutcomes outcomes = new RecordedOutcomes();
    private volatile boolean full;
    private final OtlpTraces traces = new OtlpTraces(
            new SpanIntake(SpanLimits.DEFAULTS, outcomes, spans -> full ? Offer.QUEUE_FULL : Offer.TAKEN));
    private final Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .maxInboundMessageSize(1_000)
            .addService(new OtlpGrpcService(traces).bindService())
            .addStreamTracerFactory(new OtlpAnswers(traces))
            .build();
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server.start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void answers_ofEveryKind_areCountedByCode() {
        assertThat(export(request(small(1).build()))).isEqualTo(Code.OK);
        assertThat(export(request(Span.getDefaultInstance()))).isEqualTo(Code.OK);
        assertThat(export(request(small(1).setName("x".repeat(2_000)).build()))).isEqualTo(Code.RESOURCE_EXHAUSTED);
        full = true;
        assertThat(export(request(small(2).build()))).isEqualTo(Code.UNAVAILABLE);
        assertThat(outcomes.outcomes())
                .containsExactly("GRPC OK", "GRPC OK", "GRPC RESOURCE_EXHAUSTED", "GRPC UNAVAILABLE");
    }

    /** The server counts on its own thread, perhaps after the client has its answer. */
    private Code export(ExportTraceServiceRequest request) {
        int before = outcomes.outcomes().size();
        Code code = answer(request);
        await().until(() -> outcomes.outcomes().size() > before);
        return code;
    }

    private Code answer(ExportTraceServiceRequest request) {
        try {
            assertThat(TraceServiceGrpc.newBlockingStub(channel).export(request))
                    .isNotNull();
            return Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }
}
