package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Swagger UI page and the API document. */
class DocsTest {

    @RegisterExtension
    static final RestService service = new RestService();

    private static final RestClient HTTP = new RestClient(service::port);

    @ParameterizedTest
    @CsvSource({"/, docs/", "/swagger, docs/", "/swagger/, ../docs/", "/docs, docs/"})
    void shortPath_leadsToThePageByARelativeLink(String path, String link) {
        HttpResponse<String> response = HTTP.get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue(link);
        assertThat(response.uri().resolve(link).getPath()).isEqualTo("/docs/");
    }

    @Test
    void page_linksOnlyWhatTheServiceHas() {
        HttpResponse<String> page = HTTP.get("/docs/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.equals("../metrics")))
                .hasSizeGreaterThan(6)
                .allSatisfy(link -> assertThat(HTTP.get(("/docs/" + link).replace("/docs/../", "/"))
                                .statusCode())
                        .as(link)
                        .isEqualTo(200));
    }

    @Test
    void page_loadsNothingFromElsewhere() {
        assertThat(HTTP.get("/docs/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .startsWith("default-src 'self';");
        for (String file : new String[] {"", "swagger-initializer.js", "betrace.css"}) {
            assertThat(HTTP.get("/docs/" + file).body()).doesNotContain("http://", "https://");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/none.js", "/docs/openapi.yaml", "/docs/..%2Fconfig.yml", "/docs/a/b"})
    void otherFile_isNotServed(String path) {
        HttpResponse<String> response = HTTP.get(path);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.body()).contains("\"message\"");
    }

    @Test
    void document_isServedInBothForms() {
        HttpResponse<String> yaml = HTTP.get("/openapi.yaml");
        HttpResponse<String> json = HTTP.get("/openapi.json");

        assertThat(yaml.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.0.1\n");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json.body()).contains("\"operationId\" : \"CreateRule\"");
    }
}
