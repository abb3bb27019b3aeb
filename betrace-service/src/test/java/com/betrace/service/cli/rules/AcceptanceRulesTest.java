package com.betrace.service.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.rulefiles.RuleFileFormat;
import com.betrace.service.rulefiles.RuleFileWriter;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine's acceptance rules as a rule file: the command line says of each trace what the engine's own tests say. */
class AcceptanceRulesTest {

    private static final Path DIRECTORY = Path.of("target", "acceptance-rules");

    @Test
    void everyTest_passes() throws IOException {
        CommandRun run = CommandRun.of("rules", "test", "--json", write("accepted.yaml", false));

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.path("errors")).isEmpty();
        assertThat(report.path("results").findValuesAsText("message")).containsOnly("");
        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(report.path("rules").asInt()).isGreaterThanOrEqualTo(30);
        assertThat(report.path("tests").asInt()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void everyTestThatExpectsTheOpposite_fails() throws IOException {
        CommandRun run = CommandRun.of("rules", "test", "--json", write("swapped.yaml", true));

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.path("errors")).isEmpty();
        assertThat(report.path("passed").asInt()).isZero();
        assertThat(report.path("failed").asInt()).isGreaterThanOrEqualTo(60);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    }

    private static String write(String name, boolean swapped) throws IOException {
        Files.createDirectories(DIRECTORY);
        return Files.writeString(DIRECTORY.resolve(name), RuleFileWriter.write(RuleFileFormat.YAML, ruleFile(swapped)))
                .toString();
    }

    private static RuleFile ruleFile(boolean swapped) throws IOException {
        RuleFile.Builder file = RuleFile.newBuilder()
                .putLists("pii_tables", texts("customers", "patients"))
                .putLists("admin_roles", texts("admin", "root"))
                .putLists("approved_models", texts("gpt-4o", "claude-sonnet"))
                .putLookups(
                        "latency_budget",
                        Struct.newBuilder()
                                .putFields("/search", text("200ms"))
                                .putFields("/report", text("5s"))
                                .build())
                .putMacros("is_tool", "s -> s['gen_ai.operation.name'] == 'execute_tool'");
        rules(swapped).forEach(file::addRules);
        return file.build();
    }

    private static ListValue texts(String... texts) {
        return ListValue.newBuilder()
                .addAllValues(Stream.of(texts).map(AcceptanceRulesTest::text).toList())
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    /** A line {@code @ 06 name} begins a rule, the next is its expression, and each {@code -verdict} begins a trace. */
    private static List<RuleDocument> rules(boolean swapped) throws IOException {
        Map<String, RuleDocument.Builder> rules = new LinkedHashMap<>();
        RuleDocument.Builder rule = RuleDocument.newBuilder();
        RuleTest.Builder test = RuleTest.newBuilder();
        for (String line : lines()) {
            if (line.startsWith("@ ")) {
                rule = RuleDocument.newBuilder()
                        .setId(line.substring(2).strip().replace(' ', '-'))
                        .setName(line.substring(2).strip())
                        .setParams(Struct.newBuilder()
                                .putFields("max_amount", number(1000))
                                .putFields("max_fanout", number(3)));
                rules.put(rule.getId(), rule);
            } else if (line.startsWith("-") && !line.startsWith("- ")) {
                String verdict = line.split(" ", 2)[0];
                test = rule.addTestsBuilder()
                        .setName("trace " + rule.getTestsCount())
                        .setExpect(expectation(verdict, swapped));
            } else if (rule.getTestsCount() == 0) {
                rule.setExpression(line);
            } else {
                test.setTrace(test.getTrace() + line + "\n");
            }
        }
        return rules.values().stream().map(RuleDocument.Builder::build).toList();
    }

    private static String expectation(String marker, boolean swapped) {
        return switch (marker) {
            case "-bad" -> swapped ? "SATISFIED" : "VIOLATED";
            case "-good" -> swapped ? "VIOLATED" : "SATISFIED";
            case "-undecided" -> swapped ? "SATISFIED" : "UNDECIDED";
            default -> throw new IllegalArgumentException("no verdict: " + marker);
        };
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = AcceptanceRulesTest.class.getResourceAsStream("/rules/acceptance.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
