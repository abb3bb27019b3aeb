package com.betrace.service.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String GOOD = """
            rules:
              - name: Failed spans
                expression: span.failed
            """;

    @TempDir
    private Path directory;

    private RuleFilesFixture files;

    @BeforeEach
    void open() {
        files = new RuleFilesFixture(directory);
    }

    @Test
    void goodFiles_areOneSetThatSharesItsNames() throws IOException {
        String names = files.file("names.yaml", "lists: {tables: [a, b]}\nmacros: {is_db: \"s -> s.has('db')\"}\n");
        String rules = files.file("rules.json", """
                {"rules": [{"name": "Tables", "expression": "is_db(span) && span['table'] =~ list.tables"}]}""");

        CommandRun run = CommandRun.of("rules", "check", names, rules);

        assertThat(run.out()).isEqualTo("✔ 1 rule in 2 files: 0 errors, 0 warnings, 0 hints\n");
        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(CommandRun.of("rules", "check", rules).out())
                .contains("error: rules[0].expression: ", "is_db", "list.tables");
    }

    @Test
    void everyMistake_isShownWithItsPlaceAndLine() throws IOException {
        files.file("a.yaml", """
                rules:
                  - name: One
                    expression: spns("a")
                  - name: Two
                    severity: HIHG
                    expression: span.failed
                  - name: Three
                    expression: |
                      has("a") &&
                        hass("b")
                  - name: Four
                    expression: >-
                      span.staus == 'x' &&
                      span.failed
                    exceptions: [{when: "nope(1)", owner: a, reason: b}]
                  - name: Five
                    expression: span.failed
                    message: "charge ${span.foo(} was too much"
                """);

        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(files.relative(run.out())).isEqualTo("""
                a.yaml:3:17: error: rules[0].expression: unknown function 'spns'; did you mean 'spans'? [unknown-function]
                        expression: spns("a")
                                    ^
                a.yaml:5:15: error: rules[1].severity: 'HIHG' is not a severity, expected one of [INFO, LOW, MEDIUM, HIGH, CRITICAL]
                a.yaml:10:9: error: rules[2].expression: unknown function 'hass'; did you mean 'has'? [unknown-function]
                            hass("b")
                            ^
                a.yaml:12:17: warning: rules[3].expression: 'staus' is read as an attribute; did you mean 'status'? [near-intrinsic]
                    span.staus == 'x' && span.failed
                         ^
                a.yaml:15:26: error: rules[3].exceptions[0].when: unknown function 'nope' [unknown-function]
                        exceptions: [{when: "nope(1)", owner: a, reason: b}]
                                             ^
                a.yaml:18:32: error: rules[4].message: this '(' is not closed; expected ) [open-bracket]
                        message: "charge ${span.foo(} was too much"
                                                   ^
                ✘ 5 rules in 1 file: 5 errors, 1 warning, 0 hints
                """);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatIsDefinedTwice_isShownWithBothPlaces() throws IOException {
        files.file("a.yaml", "lists: {x: [1]}\nrules: [{id: a, name: A, expression: span.failed}]\n");
        files.file("sub/b.yml", """
                lists: {x: [2]}
                rules:
                  - {id: a, name: B, expression: span.failed}
                  - {id: c, name: A, expression: span.failed}
                """);

        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(files.relative(run.out())).isEqualTo("""
                sub/b.yml:1:12: error: lists.x: list 'x' is defined twice: a.yaml:1:12 and sub/b.yml:1:12
                sub/b.yml:3:5: error: rules[0]: rule 'a' is defined twice: a.yaml:2:9 and sub/b.yml:3:5
                sub/b.yml:4:5: error: rules[1]: the name 'A' is taken by rule 'a': a.yaml:2:9 and sub/b.yml:4:5
                ✘ 3 rules in 2 files: 3 errors, 0 warnings, 0 hints
                """);
    }

    @Test
    void malformedFile_isAnErrorAndTheOthersAreCheckedToo() throws IOException {
        files.file("a.yaml", "rules:\n  - name: [x]\n    expresion: y\n");
        files.file("b.yaml", "rules: [{name: B, expression: nope()}]\n");
        files.file("c.yaml", "");
        files.file(".hidden/d.yaml", "nonsense");

        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(files.relative(run.out())).isEqualTo("""
                a.yaml:2:11: error: rules[0].name: expected a string, got a list
                a.yaml:3:5: error: rules[0].expresion: is not a field of RuleDocument; did you mean 'expression'?
                b.yaml:1:31: error: rules[0].expression: unknown function 'nope' [unknown-function]
                    rules: [{name: B, expression: nope()}]
                                                  ^
                c.yaml: error: the file is empty, expected any of rules, lists, lookups and macros
                ✘ 1 rule in 3 files: 4 errors, 0 warnings, 0 hints
                """);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void names_thatAreWrong_areErrors() throws IOException {
        files.file("a.yaml", """
                lists:
                  tables: [a, [b]]
                  "no name": [a]
                lookups:
                  budget: {a: null}
                macros:
                  broken: "s -> s.failed &&"
                """);

        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(files.relative(run.out()))
                .contains(
                        "a.yaml:2:11: error: lists.tables: ",
                        "a.yaml:3:14: error: lists.no name: 'no name' is not a name",
                        "a.yaml:5:11: error: lookups.budget: ",
                        "a.yaml:7:11: error: macros.broken: line 1, column ");
    }

    @Test
    void warning_failsOnlyWhereStrict() throws IOException {
        String file = files.file("a.yaml", "rules: [{name: A, expression: \"span.staus == 'x'\"}]\n");

        assertThat(CommandRun.of("rules", "check", file).exit()).isEqualTo(ExitCode.FINE);
        assertThat(CommandRun.of("rules", "check", "--strict", file).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void json_isOneDocumentWithAllOfIt() throws IOException {
        files.file("a.yaml", "rules: [{name: A, expression: spns(1)}]\n");
        files.file("b.yaml", GOOD);

        CommandRun run = CommandRun.of("rules", "check", "--json", directory.toString());

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("ok", "files", "rules", "names", "errors", "warnings", "hints", "remarks");
        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(report.path("rules").asInt()).isEqualTo(2);
        JsonNode remark = report.path("remarks").get(0);
        assertThat(remark.fieldNames())
                .toIterable()
                .containsExactly(
                        "severity",
                        "file",
                        "line",
                        "column",
                        "path",
                        "rule",
                        "code",
                        "message",
                        "snippet",
                        "suggestion");
        assertThat(remark.path("rule").asText()).isEqualTo("a");
        assertThat(remark.path("code").asText()).isEqualTo("unknown-function");
        assertThat(remark.path("suggestion").asText()).isEqualTo("spans");
    }

    @Test
    void directoryWithoutRuleFiles_isNoInput() {
        CommandRun run = CommandRun.of("rules", "check", directory.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("has no rule file, expected .yaml, .yml or .json");
    }
}
