package com.betrace.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.DemoScenario.SampleRule;
import com.betrace.service.cli.DemoScenario.SampleTrace;
import com.betrace.v1.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static final DemoScenario SCENARIO = load();

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
                DemoFixture.run(BETRACE.endpoints(), renamed(withExpression("failed-spans", "span.status == =")));

        assertThat(shown.printed()).contains("rule broken was refused").contains("^");
        assertThat(shown.violations())
                .extracting(Violation::getRuleId)
                .contains("swallowed-error")
                .doesNotContain("broken");
    }

    private static DemoScenario renamed(DemoScenario scenario) {
        return new DemoScenario(
                scenario.rules().stream()
                        .map(rule -> rule.id().equals("failed-spans")
                                ? new SampleRule(
                                        "broken", "broken", "", rule.expression(), rule.severity(), rule.tags())
                                : rule)
                        .toList(),
                scenario.traces());
    }

    private static DemoScenario withExpression(String id, String expression) {
        return new DemoScenario(
                SCENARIO.rules().stream()
                        .map(rule -> rule.id().equals(id)
                                ? new SampleRule(
                                        id, rule.name(), rule.description(), expression, rule.severity(), rule.tags())
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
