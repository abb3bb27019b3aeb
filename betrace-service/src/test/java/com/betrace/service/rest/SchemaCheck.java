package com.betrace.service.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Holds JSON against a schema of an API document, as far as our documents use schemas; an unknown property is an error. */
final class SchemaCheck {

    private final JsonNode document;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with the value, one line each. */
    static List<String> problems(JsonNode document, JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(document);
        check.check("$", schema, value);
        return check.problems;
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        JsonNode resolved = resolve(schema);
        switch (resolved.path("type").asText()) {
            case "object" -> object(path, resolved, value);
            case "array" -> array(path, resolved, value);
            case "string" -> string(path, resolved, value);
            case "integer" -> require(value.isIntegralNumber(), path, "an integer", value);
            case "number" -> require(value.isNumber(), path, "a number", value);
            case "boolean" -> require(value.isBoolean(), path, "a boolean", value);
            default -> require(!resolved.has("type"), path, "a known type, not " + resolved.path("type"), value);
        }
    }

    private JsonNode resolve(JsonNode schema) {
        if (schema.has("allOf")) {
            return resolve(schema.path("allOf").path(0));
        }
        return schema.has("$ref")
                ? resolve(document.at(schema.path("$ref").asText().substring(1)))
                : schema;
    }

    private void object(String path, JsonNode schema, JsonNode value) {
        require(value.isObject(), path, "an object", value);
        value.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(at, property, field.getValue());
            } else if (others.isObject()) {
                check(at, others, field.getValue());
            } else {
                require(others.asBoolean(), at, "no such property", field.getValue());
            }
        });
    }

    private void array(String path, JsonNode schema, JsonNode value) {
        require(value.isArray(), path, "a list", value);
        for (int i = 0; i < value.size(); i++) {
            check(path + "[" + i + "]", schema.path("items"), value.get(i));
        }
    }

    private void string(String path, JsonNode schema, JsonNode value) {
        require(value.isTextual(), path, "a string", value);
        if (schema.has("enum")) {
            boolean known = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .anyMatch(value::equals);
            require(known, path, "one of " + schema.path("enum"), value);
        }
        switch (schema.path("format").asText()) {
            case "int64" -> require(value.asText().matches("-?\\d+"), path, "an integer as text", value);
            case "date-time" -> require(isTime(value.asText()), path, "a time", value);
            default -> {}
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void require(boolean condition, String path, String expected, JsonNode value) {
        if (!condition) {
            problems.add(path + ": expected " + expected + ", got " + value);
        }
    }
}
