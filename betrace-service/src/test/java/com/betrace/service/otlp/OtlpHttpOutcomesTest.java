package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.pipeline.Offer;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import io.dropwizard.util.Duration;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each answer over HTTP is counted once, with what it said. */
class OtlpHttpOutcomesTest {

    private final RecordedOutcomes outcomes = new RecordedOutcomes();
    private volatile boolean full;
    private final OtlpHttpServer server = new OtlpHttpServer(
            new InetSocketAddress("127.0.0.1", 0),
            16,
            Duration.seconds(1),
            new OtlpHttpServlet(
                    new OtlpTraces(new SpanIntake(
                            SpanLimits.DEFAULTS, outcomes, spans -> full ? Offer.QUEUE_FULL : Offer.TAKEN)),
                    new HttpLimits(1_000, 1_000, java.time.Duration.ofSeconds(30))));

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void answers_ofEveryKind_areCountedByCode() throws Exception {
        post("application/x-protobuf", request(small(1).build()).toByteArray());
        post("application/x-protobuf", request(Span.getDefaultInstance()).toByteArray());
        post("application/x-protobuf", new byte[] {1, 2, 3});
        post("application/x-protobuf", new byte[2_000]);
        post("text/plain", new byte[0]);
        full = true;
        post("application/x-protobuf", request(small(1).build()).toByteArray());
        assertThat(outcomes.outcomes())
                .containsExactly(
                        "HTTP OK",
                        "HTTP OK",
                        "HTTP INVALID_ARGUMENT",
                        "HTTP RESOURCE_EXHAUSTED",
                        "HTTP UNIMPLEMENTED",
                        "HTTP UNAVAILABLE");
    }

    private void post(String contentType, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + OtlpHttpServlet.PATH))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
