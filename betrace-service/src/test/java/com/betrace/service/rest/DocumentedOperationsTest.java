package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.RunningBetrace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the API document works with its own example, and answers as documented. */
class DocumentedOperationsTest {

    /** The examples build on each other. */
    private static final List<String> ORDER = List.of(
            "Check",
            "Ready",
            "CreateRule",
            "ListRules",
            "GetRule",
            "ValidateRule",
            "UpdateRule",
            "DisableRule",
            "EnableRule",
            "IngestSpans",
            "ListViolations",
            "GetViolation",
            "GetViolationStats",
            "ListViolationGroups",
            "AcknowledgeViolation",
            "ResolveViolation",
            "MarkFalsePositive",
            "ReopenViolation",
            "DraftException",
            "DraftTest",
            "WatchViolations",
            "GetTrace",
            "GetPipeline",
            "EvaluateRule",
            "BacktestRule",
            "ListRuleVersions",
            "RollbackRule",
            "DeleteRule",
            "ImportRules",
            "ExportRules",
            "CreateList",
            "ListLists",
            "GetList",
            "UpdateList",
            "DeleteList",
            "CreateLookup",
            "ListLookups",
            "GetLookup",
            "UpdateLookup",
            "DeleteLookup",
            "CreateMacro",
            "ListMacros",
            "GetMacro",
            "UpdateMacro",
            "DeleteMacro");

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static final RestClient HTTP =
            new RestClient(() -> BETRACE.endpoints().httpPort());

    @Test
    void order_hasEveryOperation() {
        assertThat(operations().map(DocumentedOperation::id)).containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @TestFactory
    Stream<DynamicTest> operation_withItsExample_answersAsDocumented() {
        return operations()
                .sorted(Comparator.comparingInt(operation -> ORDER.indexOf(operation.id())))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                            if (operation.isStream()) {
                                assertStreams(operation);
                            } else {
                                assertAnswers(operation);
                            }
                        })));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_isDescribedInFull(DocumentedOperation operation) {
        JsonNode definition = operation.definition();
        assertThat(definition.path("summary").asText()).isNotBlank();
        assertThat(definition.path("description").asText()).isNotBlank();
        assertThat(definition.path("tags").size()).isEqualTo(1);
        assertThat(definition.path("parameters"))
                .allSatisfy(parameter ->
                        assertThat(parameter.path("description").asText()).isNotBlank());
        assertThat(definition.has("requestBody"))
                .isEqualTo(!operation.exampleBody().isEmpty());
        operation.responses().fieldNames().forEachRemaining(status -> {
            JsonNode response = operation.response(status);
            assertThat(response.path("description").asText()).isNotBlank();
            assertThat(response.path("content")).allSatisfy(content -> {
                assertThat(content.has("schema")).isTrue();
                assertThat(content.has("example") || status.equals("503"))
                        .as("example of %s", status)
                        .isTrue();
            });
        });
        assertThat(operation.responses().has("400")).isTrue();
        assertThat(operation.responses().has("default")).isTrue();
    }

    static Stream<DocumentedOperation> operations() {
        return DocumentedOperation.all().stream();
    }

    private static void assertAnswers(DocumentedOperation operation) throws IOException {
        HttpResponse<String> response = operation.exampleBody().isEmpty()
                ? HTTP.send(operation.verb(), operation.examplePath(), "")
                : HTTP.send(
                        operation.verb(),
                        operation.examplePath(),
                        operation.exampleBody(),
                        "Content-Type",
                        "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(response.body());
        JsonNode documented = operation.response("200").path("content").path("application/json");
        assertThat(SchemaCheck.problems(operation.document(), documented.path("schema"), answer))
                .isEmpty();
        assertThat(answer.fieldNames())
                .toIterable()
                .as("the answer has the fields of its example")
                .containsExactlyInAnyOrderElementsOf(
                        () -> documented.path("example").fieldNames());
    }

    private static void assertStreams(DocumentedOperation operation) throws IOException {
        HttpResponse<InputStream> response =
                HTTP.send(HTTP.request(operation.examplePath()), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            String beginning = "event: heartbeat\ndata: {\"heartbeat\":";
            assertThat(operation
                            .response("200")
                            .path("content")
                            .path("text/event-stream")
                            .path("example")
                            .asText())
                    .startsWith(beginning);
            assertThat(new String(body.readNBytes(beginning.length()), StandardCharsets.UTF_8))
                    .isEqualTo(beginning);
        }
    }
}
