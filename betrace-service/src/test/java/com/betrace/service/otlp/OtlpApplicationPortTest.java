package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OTLP/HTTP on the application server, whose own inflating must not come first. */
class OtlpApplicationPortTest {

    private static final RecordingEngine ENGINE = new RecordingEngine();
    private static final DropwizardTestSupport<Configuration> SERVICE = new DropwizardTestSupport<>(
            OtlpApplication.class,
            null,
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"));

    @BeforeAll
    static void start() throws Exception {
        SERVICE.before();
    }

    @AfterAll
    static void stop() {
        SERVICE.after();
    }

    @BeforeEach
    void forget() {
        ENGINE.taken().clear();
    }

    @Test
    void a8_severalGzipMembers_areAllRead() throws Exception {
        ByteString one = GzipBodyTest.gzip(request(small(1).build()).toByteString());
        ByteString two = GzipBodyTest.gzip(request(small(2).build()).toByteString());

        assertThat(post(one.concat(two))).isEqualTo(200);
        assertThat(ENGINE.taken()).hasSize(2);
    }

    @Test
    void a8_garbageBehindGzip_is400() throws Exception {
        ByteString body = GzipBodyTest.gzip(request(small(1).build()).toByteString());

        assertThat(post(body.concat(ByteString.copyFromUtf8("garbage")))).isEqualTo(400);
        assertThat(ENGINE.taken()).isEmpty();
    }

    @Test
    void a7_bomb_is413() throws Exception {
        assertThat(post(GzipBodyTest.gzip(ByteString.copyFrom(new byte[65 << 20]))))
                .isEqualTo(413);
    }

    private static int post(ByteString gzip) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + SERVICE.getLocalPort() + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip.toByteArray()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** An application of OTLP alone. */
    public static final class OtlpApplication extends Application<Configuration> {

        @Override
        public void run(Configuration configuration, Environment environment) throws Exception {
            OtlpFactory otlp =
                    environment.getObjectMapper().readValue("{\"http\":{\"enabled\":false}}", OtlpFactory.class);
            assertThat(otlp.build(environment, new OtlpTraces(ENGINE.intake()))).isEmpty();
        }
    }
}
