package com.betrace.service.rest;

import com.betrace.service.RunningBetrace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An operation of the committed API document. */
record DocumentedOperation(JsonNode document, String verb, String path, JsonNode definition) {

    /** In the order of the document. */
    static List<DocumentedOperation> all() {
        JsonNode document = read();
        List<DocumentedOperation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(new DocumentedOperation(
                                document,
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue()))));
        return all;
    }

    String id() {
        return definition.path("operationId").asText();
    }

    /** The path with the examples of its parameters. */
    String examplePath() {
        String filled = path;
        for (JsonNode parameter : definition.path("parameters")) {
            filled = filled.replace(
                    "{" + parameter.path("name").asText() + "}",
                    parameter.path("example").asText());
        }
        return filled;
    }

    /** The example body, empty where there is none. */
    String exampleBody() {
        JsonNode example = definition
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        return example.isMissingNode() ? "" : example.toString();
    }

    boolean isStream() {
        return response("200").path("content").has("text/event-stream");
    }

    JsonNode responses() {
        return definition.path("responses");
    }

    JsonNode response(String status) {
        JsonNode response = responses().path(status);
        return response.has("$ref") ? document.at(response.path("$ref").asText().substring(1)) : response;
    }

    @Override
    public String toString() {
        return id();
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(RunningBetrace.ROOT
                            .resolve("swagger-ui")
                            .resolve("openapi.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
