package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Span;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc;
import io.grpc.ManagedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the data directory, seen from outside: it outlives the process, and trouble with it is said in words. */
class RestartIT {

    private static final long EXIT_LIMIT_SECONDS = 60;

    @TempDir
    Path data;

    /** What the test asks of a running service. */
    private record Client(ManagedChannel channel) implements AutoCloseable {

        static Client of(BetraceProcess betrace) {
            return new Client(RunningBetrace.channel(betrace.port("gRPC")));
        }

        RuleServiceGrpc.RuleServiceBlockingStub rules() {
            return RuleServiceGrpc.newBlockingStub(channel);
        }

        /** Without their health, which begins anew with the process. */
        List<Rule> listRules() {
            return rules().listRules(ListRulesRequest.getDefaultInstance()).getRulesList().stream()
                    .map(rule -> rule.toBuilder().clearHealth().build())
                    .toList();
        }

        List<Violation> listViolations() {
            return ViolationServiceGrpc.newBlockingStub(channel)
                    .listViolations(ListViolationsRequest.getDefaultInstance())
                    .getViolationsList();
        }

        void sendFailedSpan(int id) {
            SpanServiceGrpc.newBlockingStub(channel)
                    .ingestSpans(IngestSpansRequest.newBuilder()
                            .addSpans(Span.newBuilder()
                                    .setTraceId(String.format("%032x", id))
                                    .setSpanId(String.format("%016x", id))
                                    .setName("GET /cart")
                                    .setService("shop")
                                    .setStatus("ERROR")
                                    .setStartTime(1_767_225_600_000_000_000L)
                                    .setDurationMs(1))
                            .build());
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }

    @Test
    void rulesAndViolations_areThereAfterAKillAndTheServiceGoesOn() throws Exception {
        List<Rule> rules;
        List<Violation> violations;
        try (BetraceProcess betrace = BetraceProcess.server(data);
                Client client = Client.of(betrace)) {
            client.rules().createRule(rule("detect-errors", "span.status == 'ERROR'"));
            client.rules().createRule(rule("unused", "span.name == 'x'"));
            client.rules()
                    .disableRule(DisableRuleRequest.newBuilder().setId("unused").build());
            client.sendFailedSpan(1);
            await().untilAsserted(() -> assertThat(client.listViolations()).hasSize(1));
            rules = client.listRules();
            violations = client.listViolations();
            kill(betrace);
        }
        try (BetraceProcess betrace = BetraceProcess.server(data);
                Client client = Client.of(betrace)) {
            assertThat(client.listRules()).isEqualTo(rules);
            assertThat(client.listViolations()).isEqualTo(violations);

            client.sendFailedSpan(2);
            await().untilAsserted(() -> assertThat(client.listViolations()).hasSize(2));
            assertThat(client.listViolations().get(1)).isEqualTo(violations.get(0));
        }
    }

    @Test
    void e6_secondServiceOnTheSameData_isRefusedAndTheFirstGoesOn() throws Exception {
        try (BetraceProcess first = BetraceProcess.server(data);
                Client client = Client.of(first)) {
            assertThat(failedStart(data))
                    .contains("BeTrace did not start: data directory " + data
                            + " is used by another BeTrace process (pid "
                            + first.process().pid() + ")")
                    .doesNotContain("\tat ");
            client.rules().createRule(rule("detect-errors", "span.status == 'ERROR'"));
        }
    }

    @Test
    void e6_damagedDatabase_isRefusedInWordsAndStaysAsItIs() throws Exception {
        Path database = Files.writeString(data.resolve("betrace.db"), "not a database ".repeat(1_000));

        assertThat(failedStart(data))
                .contains("BeTrace did not start: database " + database + " is damaged: ")
                .doesNotContain("\tat ");
        assertThat(database).content().startsWith("not a database").hasSize(15_000);
    }

    @Test
    void e5_fileInPlaceOfTheDataDirectory_isRefusedInWords() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "mine");

        assertThat(failedStart(file))
                .contains("BeTrace did not start: data directory " + file + " is a file, expected a directory.")
                .doesNotContain("\tat ");
    }

    private static CreateRuleRequest rule(String name, String expression) {
        return CreateRuleRequest.newBuilder()
                .setName(name)
                .setExpression(expression)
                .build();
    }

    private static void kill(BetraceProcess betrace) throws InterruptedException {
        betrace.process().destroyForcibly().waitFor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static String failedStart(Path data) throws Exception {
        try (BetraceProcess betrace = BetraceProcess.start(data, Map.of(), "server", "config.yml")) {
            assertThat(betrace.process().waitFor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(betrace.process().exitValue()).isEqualTo(1);
            return betrace.printed();
        }
    }
}
