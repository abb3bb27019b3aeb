package com.betrace.service.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demo shows: sample rules, and sample traces with the rules that each one breaks. */
record DemoScenario(List<SampleRule> rules, List<SampleTrace> traces) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A rule as its file has it. */
    record SampleRule(
            String id,
            String name,
            String description,
            String expression,
            String severity,
            List<String> tags,
            @Nullable String message) {}

    /**
     * @param violates ids of the rules this trace breaks
     * @param trace one span a line, in the compact notation
     */
    record SampleTrace(String name, List<String> violates, String trace) {}

    private record RuleFile(List<SampleRule> rules) {}

    private record TraceFile(List<SampleTrace> traces) {}

    /** Reads {@code rules.yaml} and {@code traces.yaml} of a directory. */
    static DemoScenario load(Path directory) throws IOException {
        return new DemoScenario(
                YAML.readValue(directory.resolve("rules.yaml").toFile(), RuleFile.class)
                        .rules(),
                YAML.readValue(directory.resolve("traces.yaml").toFile(), TraceFile.class)
                        .traces());
    }
}
