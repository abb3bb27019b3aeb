package com.betrace.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.DemoScenario.SampleTrace;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.Violation;
import io.grpc.ManagedChannel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static final DemoScenario SCENARIO = load();

    @BeforeEach
    void removeRules() {
        ManagedChannel channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        RuleServiceGrpc.RuleServiceBlockingStub rules = RuleServiceGrpc.newBlockingStub(channel);
        rules.listRules(ListRulesRequest.getDefaultInstance())
                .getRulesList()
                .forEach(rule -> rules.deleteRule(
                        DeleteRuleRequest.newBuilder().setId(rule.getId()).build()));
        channel.shutdownNow();
    }

    @Test
    void ruleThatItsOwnerChanged_isKept() throws Exception {
        DemoFixture.run(BETRACE.endpoints(), withExpression("failed-spans", "span.status == 'NEVER'"));

        DemoFixture.Shown shown = DemoFixture.run(BETRACE.endpoints(), SCENARIO);

        assertThat(shown.printed()).contains("0 sample rules loaded, 6 kept as they are stored");
        assertThat(shown.violations()).extracting(Violation::getRuleId).doesNotContain("failed-spans");
    }

    @Test
    void demo_streamsExactlyWhatItsTracesViolate() throws Exception {
        DemoFixture.Shown shown = DemoFixture.run(BETRACE.endpoints(), SCENARIO);

        assertThat(shown.violations())
                .extracting(Violation::getRuleId)
                .containsExactlyInAnyOrderElementsOf(SCENARIO.traces().stream()
                        .map(SampleTrace::violates)
                        .flatMap(List::stream)
                        .toList());
        assertThat(shown.printed())
                .contains("Every charge over 1000 has a fraud check before it")
                .contains(BETRACE.endpoints().http() + "/docs");
    }

    @Test
    void ruleThatNeverMatches_isReportedForNone() throws Exception {
        DemoFixture.Shown shown =
                DemoFixture.run(BETRACE.endpoints(), withExpression("failed-spans", "span.status == 'NEVER'"));

        assertThat(shown.violations())
                .isNotEmpty()
                .extracting(Violation::getRuleId)
                .doesNotContain("failed-spans");
    }

    @Test
    void ruleThatDoesNotCompile_isShownWithItsPlaceAndTheOthersJudge() throws Exception {
        DemoFixture.Shown shown =
                DemoFixture.run(BETRACE.endpoints(), withExpression("failed-spans", "span.status == ="));

        assertThat(shown.printed()).contains("rule failed-spans was refused").contains("^");
        assertThat(shown.violations())
                .extracting(Violation::getRuleId)
                .contains("swallowed-error")
                .doesNotContain("failed-spans");
    }

    private static DemoScenario withExpression(String id, String expression) {
        return new DemoScenario(
                SCENARIO.rules().stream()
                        .map(rule -> rule.getId().equals(id)
                                ? rule.toBuilder().setExpression(expression).build()
                                : rule)
                        .toList(),
                SCENARIO.traces());
    }

    private static DemoScenario load() {
        try {
            return DemoScenario.load(RunningBetrace.ROOT.resolve("examples/demo"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
