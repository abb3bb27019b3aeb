package com.betrace.service.cli;

import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.v1.RuleDocument;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the demo shows: sample rules, and sample traces with the rules that each one breaks. */
record DemoScenario(List<RuleDocument> rules, List<SampleTrace> traces) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A trace and what it is for.
     *
     * @param violates ids of the rules this trace breaks
     * @param trace one span a line, in the compact notation
     */
    record SampleTrace(String name, List<String> violates, String trace) {}

    private record TraceFile(List<SampleTrace> traces) {}

    /** Reads {@code rules.yaml}, a rule file, and {@code traces.yaml} of a directory. */
    static DemoScenario load(Path directory) throws IOException {
        return new DemoScenario(
                new RuleFileReader()
                        .read(directory.resolve("rules.yaml"))
                        .content()
                        .getRulesList(),
                YAML.readValue(directory.resolve("traces.yaml").toFile(), TraceFile.class)
                        .traces());
    }
}
