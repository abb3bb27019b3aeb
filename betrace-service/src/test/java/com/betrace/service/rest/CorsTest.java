package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages of other origins may read and write. */
class CorsTest {

    private static final String GRAFANA = "https://grafana.example.com";
    private static final String FOREIGN = "https://grafana.example.com.evil.example";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    @RegisterExtension
    static final RestService open = new RestService(ConfigOverride.config("cors.allowedOrigins", GRAFANA));

    @RegisterExtension
    static final RestService closed = new RestService();

    private static final RestClient OPEN = new RestClient(open::port);
    private static final RestClient CLOSED = new RestClient(closed::port);

    @ParameterizedTest
    @ValueSource(strings = {"/api/rules", "/api/rules/none", "/nothing", "/openapi.json", "/health"})
    void read_fromAnAllowedOrigin_mayBeReadThere(String path) {
        assertThat(OPEN.get(path, "Origin", GRAFANA).headers().firstValue(ALLOW_ORIGIN))
                .hasValue(GRAFANA);
        assertThat(OPEN.get(path, "Origin", FOREIGN).headers().firstValue(ALLOW_ORIGIN))
                .isEmpty();
        assertThat(CLOSED.get(path, "Origin", GRAFANA).headers().firstValue(ALLOW_ORIGIN))
                .isEmpty();
    }

    @Test
    void stream_fromAnAllowedOrigin_mayBeReadThere() throws Exception {
        HttpResponse<InputStream> stream =
                OPEN.send(OPEN.request("/api/violations/stream", "Origin", GRAFANA), BodyHandlers.ofInputStream());
        stream.body().close();

        assertThat(stream.headers().firstValue(ALLOW_ORIGIN)).hasValue(GRAFANA);
    }

    @Test
    void preflight_fromAnAllowedOrigin_allowsWrites() {
        HttpResponse<String> preflight = preflight(OPEN, GRAFANA);

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue(ALLOW_ORIGIN)).hasValue(GRAFANA);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("POST", "PUT", "DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .isNotEmpty();
    }

    @Test
    void g11_preflight_fromAForeignOrigin_allowsNothing() {
        assertThat(preflight(OPEN, FOREIGN).headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control-allow"));
        assertThat(preflight(CLOSED, GRAFANA).headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control-allow"));
    }

    @Test
    void g11_write_withoutBodyFromAForeignPage_isForbidden() {
        HttpResponse<String> refused = OPEN.send("POST", "/api/rules/a/disable", "", "Origin", FOREIGN);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":7", "cors.allowedOrigins lists who may");
        assertThat(OPEN.send("POST", "/api/rules/a/disable", "", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(OPEN.send("DELETE", "/api/rules/a", "", "Origin", "null").statusCode())
                .isEqualTo(403);
    }

    @Test
    void write_fromOwnPageOrAnAllowedOneOrNoPage_isServed() {
        String own = "http://localhost:" + OPEN.port();

        assertThat(disable("Origin", own)).isEqualTo(404);
        assertThat(disable("Origin", "https://betrace.example", "Sec-Fetch-Site", "same-origin"))
                .isEqualTo(404);
        assertThat(disable("Origin", GRAFANA, "Sec-Fetch-Site", "cross-site")).isEqualTo(404);
        assertThat(disable()).isEqualTo(404);
    }

    private static int disable(String... headers) {
        return OPEN.send("POST", "/api/rules/none/disable", "", headers).statusCode();
    }

    private static HttpResponse<String> preflight(RestClient to, String origin) {
        return to.send(
                "OPTIONS",
                "/api/rules",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
    }
}
