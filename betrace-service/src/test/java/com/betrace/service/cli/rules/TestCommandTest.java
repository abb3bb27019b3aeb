package com.betrace.service.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {

    private static final String RULES = """
            rules:
              - id: failed
                name: Failed
                expression: span.failed
                tests:
                  - name: an error
                    expect: VIOLATED
                    offenders: [b]
                    trace: |
                      a - api x 0 10
                      b a api y 1 5 ERROR
                  - {name: no error, expect: SATISFIED, trace: a - api x 0 10 OK}
              - id: slow
                name: Slow
                expression: span.duration > '1s'
                tests:
                  - {name: fast, expect: VIOLATED, trace: a - api x 0 10}
                  - {name: wrong offender, expect: VIOLATED, offenders: [z], trace: a - api x 0 2000}
                  - {name: "no <trace> & \\u0007", expect: violated, trace: a - api}
              - {id: untested, name: Untested, expression: span.failed}
            """;

    @TempDir
    private Path directory;

    private RuleFilesFixture files;

    @BeforeEach
    void open() {
        files = new RuleFilesFixture(directory);
    }

    @Test
    void failures_areListedWithExpectedAndActual() throws IOException {
        String file = files.file("a.yaml", RULES);

        CommandRun run = CommandRun.of("rules", "test", file);

        assertThat(files.relative(run.out())).isEqualTo("""
                ✘ a.yaml:17: slow: fast: expected VIOLATED, but it is SATISFIED
                ✘ a.yaml:18: slow: wrong offender: offenders[0]: 'z' is no span of the trace, expected one of [a]
                ✘ a.yaml:19: slow: no <trace> & \u0007: line 1: expected 'id parent service name start-ms duration-ms', found a - api
                ✘ 5 tests of 3 rules in 1 file: 2 passed, 3 failed
                1 rule without tests: untested
                """);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void verboseAndFiltered_listsPassingTestsOfTheChosenRules() throws IOException {
        String file = files.file("a.yaml", RULES);

        CommandRun run = CommandRun.of("rules", "test", "-v", "--filter", "f*d", file);

        assertThat(files.relative(run.out())).isEqualTo("""
                ✔ a.yaml:6: failed: an error
                ✔ a.yaml:12: failed: no error
                ✔ 2 tests of 1 rule in 1 file: 2 passed, 0 failed
                """);
        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void ruleThatDoesNotCompile_isAnError() throws IOException {
        String file = files.file("a.yaml", "rules: [{name: A, expression: spns(1)}]\n");

        CommandRun run = CommandRun.of("rules", "test", file);

        assertThat(files.relative(run.out()))
                .startsWith("a.yaml:1:31: error: rules[0].expression: unknown function 'spns'")
                .endsWith("✘ 0 tests of 1 rule in 1 file: 0 passed, 0 failed, 1 error\n");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void arrivalOrder_isPartOfTheTest() throws IOException {
        String file =
                files.file("a.yaml", """
                rules:
                  - name: Checked
                    expression: when(has("charge")).always(has("check"))
                    tests:
                      - {name: in time, expect: SATISFIED, arrive: [a, b, "c@+8s"], trace: &none x}
                """.replace("&none x", "\"a - s r 0 9\\nb a s charge 1 2\\nc a s check 3 4\""));

        assertThat(CommandRun.of("rules", "test", file).out()).contains("1 passed, 0 failed");
    }

    @Test
    void json_isOneDocumentWithAllOfIt() throws IOException {
        String file = files.file("a.yaml", RULES);

        JsonNode report = new ObjectMapper()
                .readTree(CommandRun.of("rules", "test", "--json", file).out());

        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("ok", "files", "rules", "tests", "passed", "failed", "untested", "errors", "results");
        assertThat(report.path("results")).hasSize(5);
        JsonNode failure = report.path("results").get(2);
        assertThat(failure.fieldNames())
                .toIterable()
                .containsExactly("file", "line", "column", "rule", "test", "passed", "expected", "actual", "message");
        assertThat(failure.path("actual").asText()).isEqualTo("SATISFIED");
    }

    @Test
    void junit_isXmlWithASuiteForEachFile() throws Exception {
        files.file("rules/a.yaml", RULES);
        files.file("rules/b.yaml", "rules: [{name: B, expression: spns(1)}]\n");
        Path xml = directory.resolve("new/report.xml");

        CommandRun run = CommandRun.of(
                "rules",
                "test",
                "--junit",
                xml.toString(),
                directory.resolve("rules").toString());

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        Document report =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        Element root = report.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(root.getAttribute("tests")).isEqualTo("6");
        assertThat(root.getAttribute("failures")).isEqualTo("3");
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        Element suite = (Element) report.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).endsWith("rules/a.yaml");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        Element failed = (Element) suite.getElementsByTagName("testcase").item(4);
        assertThat(failed.getAttribute("classname")).isEqualTo("slow");
        assertThat(failed.getAttribute("name")).isEqualTo("no <trace> & \ufffd");
        assertThat(((Element) failed.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .startsWith("line 1: expected 'id parent");
        Element broken = (Element) report.getElementsByTagName("error").item(0);
        assertThat(broken.getTextContent()).contains("b.yaml:1:31", "rules[0].expression");
    }
}
