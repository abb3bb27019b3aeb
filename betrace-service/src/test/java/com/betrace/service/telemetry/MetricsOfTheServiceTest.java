package com.betrace.service.telemetry;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.RunningBetrace;
import io.grpc.ManagedChannel;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page and the health of the whole service. */
class MetricsOfTheServiceTest {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void page_afterATrace_hasEveryDocumentedInstrumentAndNoOther() throws Exception {
        post("/api/rules", "{\"name\":\"any-span\",\"expression\":\"span.name != \\\"x\\\"\"}");
        ManagedChannel channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        try {
            assertThat(TraceServiceGrpc.newBlockingStub(channel)
                            .export(request(small(1).build()))
                            .hasPartialSuccess())
                    .isFalse();
        } finally {
            channel.shutdownNow();
        }
        await().untilAsserted(() -> {
            ScrapedPage page = ScrapedPage.text(get("/metrics", "text/plain"));
            assertThat(page.value("betrace_rule_violations_total", "rule", "any-span"))
                    .isEqualTo(1);
            assertThat(page.value("betrace_otlp_requests_total", "transport", "grpc", "outcome", "ok"))
                    .isEqualTo(1);
        });
        ScrapedPage page = ScrapedPage.text(get("/metrics", "text/plain"));
        List<DocumentedMetric> documented = DocumentedMetric.readOperationsGuide();
        assertThat(DocumentedMetric.of(page).stream()
                        .filter(metric -> metric.name().matches("(betrace|target)_.*")))
                .extracting(DocumentedMetric::name)
                .containsExactlyInAnyOrderElementsOf(
                        documented.stream().map(DocumentedMetric::name).toList());
        assertThat(page.value("betrace_compliance_spans_emitted_total")).isZero();
        ScrapedPage.openMetrics(get("/metrics", "application/openmetrics-text;version=1.0.0"));
    }

    @Test
    void health_running_namesEveryDocumentedComponent() throws Exception {
        String health = get("/health", "application/json");
        for (String component : List.of(
                "service", "grpc", "pipeline", "storage", "journal", "violation-writer", "rules", "rules-directory")) {
            assertThat(health).contains("\"name\":\"" + component + "\",\"status\":\"HEALTHY\"");
        }
        assertThat(get("/ready", "application/json")).startsWith("{\"status\":\"HEALTHY\"");
    }

    private String get(String path, String accept) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(BETRACE.http(path)))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private void post(String path, String json) throws Exception {
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(BETRACE.http(path)))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(json))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
