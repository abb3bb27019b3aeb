package com.betrace.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The keys of a configuration with their values, such as {@code server.applicationConnectors[0].port}. */
final class ConfigurationKeys {

    /** Below these users choose the keys. */
    private static final Set<String> FREE =
            Set.of("logging.loggers", "telemetry.otlp.headers", "rules.params", "retention.ageBySeverity");

    private ConfigurationKeys() {}

    static Map<String, String> ofYaml(String text) throws IOException {
        return of(new YAMLMapper().readTree(text));
    }

    static Map<String, String> of(JsonNode tree) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", tree, values);
        return values;
    }

    private static void collect(String key, JsonNode node, Map<String, String> values) {
        if (node.isEmpty() || FREE.contains(key) || node.path(0).isTextual()) {
            values.put(key, node.isValueNode() ? node.asText() : node.toString());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(key + "[" + i + "]", node.get(i), values);
            }
        } else {
            node.properties()
                    .forEach(field -> collect(
                            key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), values));
        }
    }
}
