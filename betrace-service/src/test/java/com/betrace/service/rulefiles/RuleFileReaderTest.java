package com.betrace.service.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.Provenance;
import com.betrace.service.rulefiles.FilePlaces.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileReaderTest {

    private static final String FILE = """
            lists:
              pii_tables: [customers, patients]
            lookups:
              latency_budget: {/search: 200ms, /report: 5s}
            macros:
              is_tool: "s -> s['gen_ai.operation.name'] == 'execute_tool'"
            rules:
              - name: First
                expression: span.failed
              - id: second
                name: Second
                on_partial: EVALUATE
                expression: |
                  has("a") &&
                  has("b")
                exceptions:
                  - {when: span.ok, owner: me, reason: test}
            """;

    private final RuleFileReader reader = new RuleFileReader();

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ReadRuleFile read(String yaml) {
        return reader.read("rules/pay.yaml", RuleFileFormat.YAML, bytes(yaml));
    }

    private String refusal(String yaml) {
        return catchThrowableOfType(RuleFileException.class, () -> read(yaml)).getMessage();
    }

    @Test
    void places_ofPartsAndFields_areWhereTheyStand() {
        FilePlaces places = read(FILE).places();

        assertThat(places.of("lists.pii_tables")).isEqualTo(new Position(2, 15));
        assertThat(places.of("lookups.latency_budget")).isEqualTo(new Position(4, 19));
        assertThat(places.of("macros.is_tool")).isEqualTo(new Position(6, 12));
        assertThat(places.of("rules[0]")).isEqualTo(new Position(8, 5));
        assertThat(places.of("rules[0].expression")).isEqualTo(new Position(9, 17));
        assertThat(places.of("rules[1].expression")).isEqualTo(new Position(13, 17));
        assertThat(places.of("rules[1].exceptions[0].when")).isEqualTo(new Position(17, 16));
        assertThat(places.line(14)).isEqualTo("      has(\"a\") &&");
    }

    @Test
    void places_ofWhatIsNotThere_areThoseOfWhatWouldHoldIt() {
        FilePlaces places = read(FILE).places();

        assertThat(places.of("rules[1].exceptions[0].expires")).isEqualTo(new Position(17, 9));
        assertThat(places.of("rules[0].tests[3].name")).isEqualTo(new Position(8, 5));
        assertThat(places.of("nothing")).isEqualTo(new Position(0, 0));
    }

    @Test
    void places_ofFields_areKnownInBothSpellings() {
        FilePlaces places = read(FILE).places();

        assertThat(places.of("rules[1].onPartial")).isEqualTo(new Position(12, 17));
        assertThat(places.of("rules[1].on_partial")).isEqualTo(new Position(12, 17));
    }

    @Test
    void bundle_ofAFile_hasNamesThenRulesWithTheirPlaces() {
        RuleBundle bundle = read(FILE).bundle(Provenance.ofFile("rules/pay.yaml"));

        assertThat(bundle.names())
                .extracting(BundledName::key)
                .hasToString("[list 'pii_tables', lookup 'latency_budget', macro 'is_tool']");
        assertThat(bundle.names())
                .extracting(name -> name.place().text())
                .containsExactly("rules/pay.yaml:2", "rules/pay.yaml:4", "rules/pay.yaml:6");
        assertThat(bundle.names().get(0).value()).isEqualTo(List.of("customers", "patients"));
        assertThat(bundle.rules())
                .extracting(rule -> rule.draft().definition().name())
                .containsExactly("First", "Second");
        assertThat(bundle.rules())
                .extracting(rule -> rule.place().text())
                .containsExactly("rules/pay.yaml:8", "rules/pay.yaml:10");
    }

    @Test
    void bundle_ofPartsWithoutMeaning_hasThemWithTheirProblems() {
        RuleBundle bundle = read("""
                lists: {a: [x, null], b: [[1]]}
                lookups: {c: {k: {deep: 1}}}
                rules:
                  - {name: a, expression: span.failed, severity: HIHG}
                  - {name: b, expression: span.failed, tests: [{name: t, trace: "1 - a b 0 1"}]}
                """).bundle(Provenance.API);

        assertThat(bundle.names()).allSatisfy(name -> assertThat(name.problem()).isNotNull());
        assertThat(bundle.rules())
                .extracting(BundledRule::problem)
                .extracting(problem -> problem == null ? "" : problem.getMessage())
                .containsExactly(
                        "severity: 'HIHG' is not a severity, expected one of [INFO, LOW, MEDIUM, HIGH, CRITICAL]",
                        "tests[0].expect: is required, one of [VIOLATED, SATISFIED, UNDECIDED, EXCEPTED]");
    }

    @Test
    void read_severalMistakes_tellsAllOfThemWithTheirPlaces() {
        assertThat(refusal("""
                lists: {a: x}
                rule: []
                rules:
                  - name: [x]
                    expresion: span.failed
                    tests:
                      - name: t
                        offenders: c
                        expct: VIOLATED
                  - name: ok
                    expression: &e span.failed
                """)).isEqualTo("""
                rules/pay.yaml:1:12: lists.a: expected a list, got "x"
                rules/pay.yaml:2:1: rule: is not a field of RuleFile; did you mean 'rules'?
                rules/pay.yaml:4:11: rules[0].name: expected a string, got a list
                rules/pay.yaml:5:5: rules[0].expresion: is not a field of RuleDocument; did you mean 'expression'?
                rules/pay.yaml:8:20: rules[0].tests[0].offenders: expected a list, got "c"
                rules/pay.yaml:9:9: rules[0].tests[0].expct: is not a field of RuleTest; did you mean 'expect'?
                rules/pay.yaml:11:17: rules[1].expression: has the anchor '&e'; anchors are refused""");
    }

    @Test
    void read_malformedText_tellsThePlace() {
        assertThat(refusal("rules:\n  - name: 'x\n"))
                .isEqualTo("rules/pay.yaml:3:1: malformed: found unexpected end of stream");
        assertThat(refusal("rules: [\n")).startsWith("rules/pay.yaml:2:1: malformed: ");
        assertThat(refusal("- a\n")).isEqualTo("rules/pay.yaml:1:1: body: expected an object, got a list");
    }

    @Test
    void read_emptyOrTooLargeFile_saysSo() {
        assertThat(refusal("\n"))
                .isEqualTo("rules/pay.yaml: the file is empty, expected any of rules, lists, lookups and macros");
        assertThat(refusal("# later\n")).startsWith("rules/pay.yaml: the file is empty, expected ");
        assertThat(refusal("#".repeat(RuleFileReader.MAX_BYTES + 1)))
                .isEqualTo("rules/pay.yaml: is larger than 1048576 bytes");
    }

    @Test
    void read_json_isReadAsStrictly() throws IOException {
        Path file = directory.resolve("a.json");
        Files.writeString(
                file, "{\"rules\": [{\"name\": \"x\", \"expression\": \"span.failed\"}], \"lists\": {\"a\": [1]}}");

        ReadRuleFile read = reader.read(file);

        assertThat(read.content().getRules(0).getName()).isEqualTo("x");
        assertThat(read.places().of("rules[0].name")).isEqualTo(new Position(1, 21));
        Files.writeString(file, "{\"rules\": [{\"name\": 5}], \"lists\": {\"a\": [1], \"a\": []}}");
        assertThat(catchThrowableOfType(RuleFileException.class, () -> reader.read(file))
                        .getMessage())
                .isEqualTo(file + ":1:21: rules[0].name: expected a string, got 5\n" + file
                        + ":1:46: lists.a: is given twice");
    }

    @Test
    void read_fileThatIsNotThereOrNone_saysSo() {
        Path missing = directory.resolve("missing.yml");
        Path other = directory.resolve("rules.txt");

        assertThat(catchThrowableOfType(RuleFileException.class, () -> reader.read(missing)))
                .hasMessage(missing + ": there is no such file");
        assertThat(catchThrowableOfType(RuleFileException.class, () -> reader.read(other)))
                .hasMessage(other + ": is no rule file by its name, expected .yaml, .yml or .json");
        assertThat(catchThrowableOfType(RuleFileException.class, () -> reader.read(directory.resolve("d.yaml"))))
                .hasMessageContaining("there is no such file");
    }
}
