package com.betrace.service.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    @TempDir
    private Path directory;

    private String draft = "";
    private String live = "";
    private String traces = "";

    @BeforeEach
    void write() throws IOException {
        draft = write("draft.yaml", """
                rules:
                  - {id: slow, name: Slow, expression: span.duration > '100ms'}
                  - {id: failed, name: Failed, expression: span.failed}
                """);
        live = write("live.yaml", """
                rules: [{id: slow, name: Slow, expression: "span.duration > '1s' || span.name == 'old'"}]
                """);
        traces = write("traces.txt", """
                a - api fast 0 10
                b a api slow 0 500

                a - api slower 0 5000

                a - api old 0 10
                """);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void againstAnotherVersion_tellsTheDifference() {
        CommandRun run =
                CommandRun.of("rules", "backtest", draft, "--rule", "slow", "--traces", traces, "--against", live);

        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.out().replaceAll("[0-9a-f]{32}", "ID").replaceAll("\\d+ us", "N us"))
                .isEqualTo("""
                        slow on 3 traces, 4 spans
                          rate       666.7 violations in 1000 traces
                          new        1 that only the draft finds
                            ● slow in api: span.duration is 500ms · api slow · trace ID
                          lost       1 that only the other version finds
                            ● old in api: span.name is 'old' · api old · trace ID
                          unchanged  1
                          draft      4 evaluations: 2 violated, 2 satisfied, 0 vacuous, 0 excepted, 0 undecided, 0 failed; mean N us, p99 N us
                          other      4 evaluations: 2 violated, 2 satisfied, 0 vacuous, 0 excepted, 0 undecided, 0 failed; mean N us, p99 N us
                        """);
    }

    @Test
    void withoutAnother_showsWhatEachRuleFinds() throws IOException {
        CommandRun run = CommandRun.of("rules", "backtest", draft, "--traces", traces, "--examples", "1");

        assertThat(run.out())
                .contains("slow on 3 traces", "  found      2\n", "    and 1 more\n", "failed on 3 traces");
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.of("rules", "backtest", draft, "--traces", traces, "--json")
                        .out());
        assertThat(json.path("rules").findValuesAsText("rule")).containsExactly("slow", "failed");
        assertThat(json.path("rules")
                        .get(0)
                        .path("result")
                        .path("added")
                        .path("count")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void draftWithErrors_isShownWithThem() throws IOException {
        String wrong = write("wrong.yaml", "rules: [{name: A, expression: spns(1)}]\n");

        CommandRun run = CommandRun.of("rules", "backtest", wrong, "--traces", traces);

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("wrong.yaml:1:31: error: rules[0].expression: unknown function 'spns'");
    }

    @Test
    void wrongWords_areAnsweredByWhatIsRight() {
        assertThat(CommandRun.of("rules", "backtest", draft).err())
                .contains("which traces? Expected either --traces FILE or --server HOST:PORT");
        assertThat(CommandRun.of("rules", "backtest", draft, "--traces", traces, "--rule", "slo")
                        .err())
                .contains("there is no rule 'slo' in the file; did you mean 'slow'?");
    }

    @Test
    void service_judgesItsRecentTraces() {
        String server = "localhost:" + BETRACE.endpoints().grpcPort();
        CommandRun.of("send", "--server", server, traces);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            CommandRun run = CommandRun.of("rules", "backtest", draft, "--rule", "slow", "--server", server);
            assertThat(run.out()).contains("slow on 3 traces, 4 spans", "  found      2\n");
        });
    }
}
