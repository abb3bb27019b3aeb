package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpPushTest {

    private final OtlpReceiver receiver = new OtlpReceiver();

    OtlpPushTest() throws IOException {}

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void grpc_interval_pushesTheInstrumentsWithHeaders() throws Exception {
        Telemetry telemetry = telemetry("""
                endpoint: %s
                interval: 1s
                headers: {x-token: secret}
                """.formatted(receiver.grpcAddress()));
        telemetry.meter().counterBuilder("betrace.things").build().add(3);
        await().until(() -> !receiver.metrics().isEmpty());
        telemetry.stop();
        assertThat(receiver.metrics())
                .extracting(
                        Metric::getName,
                        metric -> metric.getSum().getDataPoints(0).getAsInt())
                .contains(tuple("betrace.things", 3L));
        assertThat(receiver.tokens()).contains("secret");
        assertThat(receiver.requests()
                        .get(0)
                        .getResourceMetrics(0)
                        .getResource()
                        .getAttributesList())
                .anySatisfy(attribute -> {
                    assertThat(attribute.getKey()).isEqualTo("service.name");
                    assertThat(attribute.getValue().getStringValue()).isEqualTo("betrace");
                });
    }

    @ParameterizedTest
    @CsvSource({"''", "/", "/v1/metrics"})
    void http_stop_pushesOnceMore(String path) throws Exception {
        Telemetry telemetry = telemetry("""
                endpoint: %s
                protocol: http/protobuf
                interval: 1h
                """.formatted(receiver.httpAddress() + path));
        telemetry.meter().counterBuilder("betrace.things").build().add(3);
        telemetry.stop();
        assertThat(receiver.metrics()).extracting(Metric::getName).contains("betrace.things");
    }

    @ParameterizedTest
    @CsvSource({"''", "endpoint: ''", "endpoint:"})
    void build_noEndpoint_pushesNothing(String yaml) throws Exception {
        assertThat(factory(yaml).build()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint: 'localhost:4317' | endpoint must be an http:// or https:// address, or empty to push nothing",
                "protocol: http | protocol",
                "interval: 10ms | interval must be greater than or equal to 1 SECONDS",
                "interval: -10s | interval",
                "endpoints: x | Did you mean?:",
            })
    void parse_badValue_saysWhatIsExpected(String yaml, String message) {
        assertThatThrownBy(() -> factory(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static Telemetry telemetry(String yaml) throws Exception {
        return new Telemetry("1.2.3", factory(yaml).build());
    }

    private static OtlpPushFactory factory(String yaml) throws Exception {
        byte[] text = ("timeout: 5s\n" + yaml).getBytes(StandardCharsets.UTF_8);
        return new DefaultConfigurationFactoryFactory<OtlpPushFactory>()
                .create(OtlpPushFactory.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(path -> new ByteArrayInputStream(text), "test.yml");
    }
}
