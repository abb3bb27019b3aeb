package com.betrace.service.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The {@code telemetry.otlp} block: where to push metrics; nowhere without an endpoint. */
public final class OtlpPushFactory {

    private static final String DEFAULT_HTTP_PATH = "/v1/metrics";

    /** The OTLP protocols, under OpenTelemetry's own names. */
    enum Protocol {
        @JsonProperty("grpc")
        GRPC,
        @JsonProperty("http/protobuf")
        HTTP_PROTOBUF
    }

    @JsonProperty
    @Pattern(regexp = "(https?://.+)?", message = "must be an http:// or https:// address, or empty to push nothing")
    private @Nullable String endpoint;

    @NotNull
    @JsonProperty
    private Protocol protocol = Protocol.GRPC;

    @NotNull
    @JsonProperty
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    private Duration interval = Duration.seconds(60);

    @NotNull
    @JsonProperty
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    private Duration timeout = Duration.seconds(10);

    @NotNull
    @JsonProperty
    private Map<String, String> headers = Map.of();

    /** A reader that pushes at each interval and once more as it shuts down; empty without an endpoint. */
    Optional<MetricReader> build() {
        return Optional.ofNullable(endpoint)
                .filter(address -> !address.isBlank())
                .map(address -> PeriodicMetricReader.builder(exporter(address))
                        .setInterval(interval.toJavaDuration())
                        .build());
    }

    private MetricExporter exporter(String address) {
        return switch (protocol) {
            case GRPC ->
                OtlpGrpcMetricExporter.builder()
                        .setEndpoint(address)
                        .setTimeout(timeout.toJavaDuration())
                        .setHeaders(() -> headers)
                        .build();
            case HTTP_PROTOBUF ->
                OtlpHttpMetricExporter.builder()
                        .setEndpoint(withPath(address))
                        .setTimeout(timeout.toJavaDuration())
                        .setHeaders(() -> headers)
                        .build();
        };
    }

    private static String withPath(String address) {
        URI uri = URI.create(address);
        return uri.getPath().length() > 1
                ? address
                : uri.resolve(DEFAULT_HTTP_PATH).toString();
    }
}
