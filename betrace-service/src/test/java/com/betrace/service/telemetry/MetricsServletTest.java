package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DropwizardExtensionsSupport.class)
class MetricsServletTest {

    private static final DropwizardAppExtension<MeasuredConfiguration> APP = new DropwizardAppExtension<>(
            MeasuredApplication.class,
            null,
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void get_noAccept_isTextWithTheJvm() throws Exception {
        HttpResponse<String> response = get("*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        ScrapedPage page = ScrapedPage.text(response.body());
        assertThat(page.value("betrace_spans_received_total")).isEqualTo(1);
        assertThat(page.value("jvm_memory_heap_used")).isPositive();
        assertThat(page.value("jvm_threads_count")).isPositive();
    }

    @Test
    void get_openMetricsAccepted_isOpenMetrics() throws Exception {
        HttpResponse<String> response = get("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        ScrapedPage page = ScrapedPage.openMetrics(response.body());
        assertThat(page.value("betrace_spans_received_total")).isEqualTo(1);
        assertThat(page.value("jvm_memory_heap_used")).isPositive();
    }

    private HttpResponse<String> get(String accept) throws Exception {
        URI address = URI.create("http://localhost:" + APP.getLocalPort() + "/metrics");
        return client.send(
                HttpRequest.newBuilder(address).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    public static final class MeasuredConfiguration extends Configuration {
        @JsonProperty
        TelemetryFactory telemetry = new TelemetryFactory();
    }

    public static final class MeasuredApplication extends Application<MeasuredConfiguration> {
        @Override
        public void initialize(Bootstrap<MeasuredConfiguration> bootstrap) {
            bootstrap.registerMetrics(); // the service's main does
        }

        @Override
        public void run(MeasuredConfiguration configuration, Environment environment) {
            configuration.telemetry.build(environment, "1.2.3").intake().received(1);
        }
    }
}
