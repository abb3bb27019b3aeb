package com.betrace.service.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The JSON columns. Numbers of no set type are longs, or doubles where they were written with a fraction or an exponent. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> STRING_MAP = new TypeReference<>() {};
    private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value + " cannot be written as JSON", e);
        }
    }

    static List<String> readStrings(String json) {
        return read(json, STRINGS);
    }

    static Map<String, String> readStringMap(String json) {
        return read(json, STRING_MAP);
    }

    /** The value of an object as its fields. */
    static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ObjectNode emptyTree() {
        return MAPPER.createObjectNode();
    }

    static JsonNode readTree(String json) {
        return read(json, TREE);
    }

    static <T> T read(ObjectNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw unexpected(tree.toString(), type, e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unexpected(json, type.getType(), e);
        }
    }

    private static IllegalStateException unexpected(String json, Type type, JsonProcessingException e) {
        return new IllegalStateException("the database holds '" + json + "', expected JSON of " + type, e);
    }
}
