package com.betrace.service.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.v1.DeleteListRequest;
import com.betrace.v1.ListRuleVersionsRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.SharedNameServiceGrpc;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that are clients, against the whole service. */
class ServiceCommandsTest {

    private static final String RULES = """
            lists: {tables: [customers]}
            rules:
              - id: failed
                name: Failed spans
                expression: span.failed
                severity: HIGH
                tags: [a]
              - id: tables
                name: Tables
                expression: span['table'] =~ list.tables
                tests:
                  - {name: broken, expect: VIOLATED, trace: 1 - api x 0 10}
              - id: wrong
                name: Wrong
                expression: spns(1)
            """;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    @TempDir
    private Path directory;

    private String rules = "";

    @BeforeEach
    void open() throws IOException {
        rules = write("rules.yaml", RULES);
    }

    @AfterEach
    void removeAll() {
        ManagedChannel channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        run("rules", "delete", "failed");
        run("rules", "delete", "tables");
        try {
            SharedNameServiceGrpc.newBlockingStub(channel)
                    .deleteList(DeleteListRequest.newBuilder().setName("tables").build());
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        }
        channel.shutdownNow();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static CommandRun run(String... words) {
        return CommandRun.of(
                Map.of("BETRACE_SERVER", "localhost:" + BETRACE.endpoints().grpcPort()), words);
    }

    private static JsonNode json(String... words) throws IOException {
        return new ObjectMapper().readTree(run(words).out());
    }

    @Test
    void apply_tellsWhatBecameOfEachPart() {
        CommandRun applied = run("rules", "apply", rules);

        assertThat(applied.out().replace(rules, "rules.yaml").replaceAll("version \\d+", "version N"))
                .isEqualTo("""
                        + list tables: created (version N)  rules.yaml:1
                        + rule failed: created (version N)  rules.yaml:3
                        + rule tables: created (version N), disabled because its tests fail  rules.yaml:8
                            test 'broken': expected VIOLATED, but it is SATISFIED
                        ✘ rule wrong: refused  rules.yaml:13
                            expression: line 1, column 1: unknown function 'spns'; did you mean 'spans'?
                            spns(1)
                            ^
                        ✘ 3 created, 0 updated, 0 unchanged, 1 refused
                        """);
        assertThat(applied.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void apply_dryOrAsAWhole_changesNothingWhereOnePartIsRefused() throws IOException {
        assertThat(run("rules", "apply", "--dry-run", rules).out()).endsWith(" (dry run: nothing is changed)\n");
        CommandRun whole = run("rules", "apply", "--all-or-nothing", rules);

        assertThat(whole.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(whole.out()).contains("- rule failed: skipped").endsWith(" (nothing is changed)\n");
        assertThat(run("rules", "get", "failed").exit()).isEqualTo(ExitCode.SERVICE);
    }

    @Test
    void apply_unreadableFile_sendsNothing() throws IOException {
        CommandRun run = run("rules", "apply", write("bad.yaml", "rules:\n  - nam: x\n"));

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("bad.yaml:2:5: rules[0].nam: is not a field of RuleDocument; did you mean 'name'?");
    }

    @Test
    void listAndGet_showRulesAndHowTheyAre() throws IOException {
        run("rules", "apply", rules);

        assertThat(run("rules", "list").out())
                .contains("ID      SEVERITY  STATE       VIOLATED  NAME\n")
                .contains("failed  HIGH      judging     0         Failed spans\n")
                .contains("tables  MEDIUM    tests fail  0         Tables\n");
        assertThat(run("rules", "list", "--tag", "a").out()).contains("failed").doesNotContain("tables");
        assertThat(json("rules", "list", "--json").path("rules")).hasSize(2);
        assertThat(run("rules", "get", "tables").out())
                .startsWith("# tests fail · version ")
                .contains("# test 'broken' fails: expected VIOLATED, but it is SATISFIED\n")
                .contains("\nid: tables\nname: Tables\nexpression: span['table'] =~ list.tables\n");
        assertThat(json("rules", "get", "failed", "--json").path("severity").asText())
                .isEqualTo("HIGH");
    }

    @Test
    void export_isAFileThatApplyTakesUnchanged() throws IOException {
        run("rules", "apply", rules);
        Path exported = directory.resolve("exported.yaml");

        CommandRun run = run("rules", "export", "-o", exported.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(new RuleFileReader().read(exported).content().getRulesCount())
                .isEqualTo(2);
        assertThat(run("rules", "apply", exported.toString()).out())
                .endsWith("✔ 0 created, 0 updated, 3 unchanged, 0 refused\n");
        assertThat(run("rules", "export", "failed").out()).startsWith("rules:\n  - id: failed\n");
        assertThat(json("rules", "export", "--json").path("rules")).hasSize(2);
    }

    @Test
    void delete_ofAnUnknownRule_isTheServicesRefusal() {
        CommandRun run = run("rules", "delete", "nobody");

        assertThat(run.exit()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err())
                .isEqualTo("betrace rules delete: the service refused (NOT_FOUND): rule 'nobody' does not exist\n");
    }

    @Test
    void changes_areMadeInTheNameOfTheirActor() {
        run("rules", "apply", "--actor", "somebody", rules);

        ManagedChannel channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        assertThat(RuleServiceGrpc.newBlockingStub(channel)
                        .listRuleVersions(ListRuleVersionsRequest.newBuilder()
                                .setId("failed")
                                .build())
                        .getVersions(0)
                        .getActor())
                .isEqualTo("somebody");
        channel.shutdownNow();
    }

    @Test
    void sentTraces_breakRulesThatTailAndListShow() throws Exception {
        run("rules", "apply", rules);
        CompletableFuture<CommandRun> tail =
                CompletableFuture.supplyAsync(() -> run("violations", "tail", "--rule", "failed", "--limit", "1"));
        String traces = write("traces.txt", "a - api x 0 10 ERROR\nb a api y 1 5\n\na - api x 0 10 OK\n");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            CommandRun sent = run("send", traces);
            assertThat(sent.out()).startsWith("✔ 3 of 3 spans of 2 traces accepted\n");
            return tail.isDone();
        });

        assertThat(tail.get(1, TimeUnit.SECONDS).exit()).isEqualTo(ExitCode.FINE);
        assertThat(tail.get().out()).contains("● HIGH      Failed spans", "rule failed · api x");
        CommandRun listed = run("violations", "list", "--rule", "failed", "--since", "5m", "--limit", "1");
        assertThat(listed.out()).contains("● HIGH      Failed spans").contains("1 of ");
        assertThat(json("violations", "list", "--severity", "high", "--json").path("violations"))
                .isNotEmpty();
        assertThat(run("violations", "list", "--since", "soon").err()).contains("'soon' is no time, expected");
    }

    @Test
    void send_badSpans_areCountedWithTheirReasons() throws IOException {
        String file = write("bad.jsonl", """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz","spanId":"1","name":"x"}]}]}]}
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",\
                "spanId":"b7ad6b7169203331","name":"x","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}
                """);

        CommandRun run = run("send", "--now", file);

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .startsWith("✘ 1 of 2 spans of 1 trace accepted, 1 rejected\n")
                .contains("span 0: ");
        JsonNode report = json("send", "--json", file);
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("traces", "spans", "accepted", "rejected", "reasons", "traceIds");
        assertThat(report.path("traceIds").get(0).asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void serviceThatIsDown_isSaidInWords() throws IOException {
        for (String command : new String[] {"rules list", "violations list", "violations tail", "send " + rules}) {
            String[] words = (command.equals("send " + rules) ? "send " + write("t.txt", "a - api x 0 10\n") : command)
                    .split(" ");

            CommandRun run = CommandRun.of(Map.of("BETRACE_SERVER", "localhost:1"), words);

            assertThat(run.exit()).as(command).isEqualTo(ExitCode.SERVICE);
            assertThat(run.err())
                    .contains("no service answers at localhost:1. Start one by ./betrace server")
                    .doesNotContain("Exception", "\tat ");
        }
    }
}
