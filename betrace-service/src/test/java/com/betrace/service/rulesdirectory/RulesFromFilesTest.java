package com.betrace.service.rulesdirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.RunningBetrace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole service with a rules directory: from the file to the API, its health and its metrics. */
class RulesFromFilesTest {

    private static final String GOOD = """
            lists: {slow_ones: [GET]}
            rules:
              - id: from-file
                name: From a file
                expression: span.name =~ list.slow_ones && span.duration > param.limit
                params: {limit: 1s, kept: 1}
            """;

    @TempDir
    private static Path temporary;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace(
            ConfigOverride.config("rules.directory", () -> rules().toString()),
            ConfigOverride.config("rules.poll", "20ms"),
            ConfigOverride.config("rules.params.from-file.limit", "2s"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private static Path rules() {
        try {
            Path directory = temporary.resolve("rules");
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("good.yaml"), GOOD);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ruleOfAFile_isServedAndFollowsItsFile() throws Exception {
        JsonNode first = get("/api/rules/from-file");
        assertThat(first.path("source").asText()).isEqualTo("FILE");
        assertThat(first.path("location").asText()).isEqualTo("rules/good.yaml");
        assertThat(first.path("version").asText()).isEqualTo("1");
        assertThat(health().path("status").asText()).isEqualTo("HEALTHY");
        assertThat(get("/api/rules").path("totalCount").asInt()).isEqualTo(1);

        Path file = temporary.resolve("rules").resolve("good.yaml");
        Files.writeString(file, "rules:\n  - {id: from-file, nam: x}\n");
        await().untilAsserted(() -> assertThat(health().path("status").asText()).isEqualTo("DEGRADED"));
        assertThat(health().path("message").asText()).contains("rules/good.yaml:2:");
        assertThat(get("/api/rules/from-file")).isEqualTo(first);
        assertThat(metrics()).contains("betrace_rules_directory_failing 1");

        Files.writeString(file, GOOD.replace("From a file", "Edited"));
        await().untilAsserted(() ->
                assertThat(get("/api/rules/from-file").path("name").asText()).isEqualTo("Edited"));
        await().untilAsserted(() -> assertThat(health().path("status").asText()).isEqualTo("HEALTHY"));
        assertThat(get("/api/rules/from-file").path("version").asText()).isEqualTo("2");
        assertThat(metrics()).contains("betrace_rules_directory_failing 0");
    }

    private JsonNode health() throws Exception {
        return StreamSupport.stream(get("/health").path("components").spliterator(), false)
                .filter(component -> component.path("name").asText().equals("rules-directory"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(BETRACE.http(path))).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private String metrics() throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(BETRACE.http("/metrics")))
                                .header("Accept", "text/plain")
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
