package com.betrace.service.api;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.betrace.catalog.InvalidRuleException;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleDraft;
import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.ViolationId;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.intake.SpanLimits;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.BacktestRuleRequest;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.EvaluateRuleRequest;
import com.betrace.v1.EvaluateRuleResponse;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleIssue;
import com.betrace.v1.Span;
import com.betrace.v1.TraceEvaluation;
import com.betrace.v1.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrialApiTest {

    private static final String CHARGE = "r - gw pay 0 90 SERVER\nc r pay charge 50 9 amount=5";
    private static final RuleDocument CHARGES =
            RuleDocument.newBuilder().setExpression("span.name == 'charge'").build();

    private final ManualClock clock = new ManualClock();
    private final InMemoryRecentTraces recent = new InMemoryRecentTraces(100_000, 100_000_000);
    private final RuleCatalog catalog = new RuleCatalog(
            new InMemoryRuleStore(),
            new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, clock),
            new RuleCatalog.Settings(clock, clock, Map.of()));
    private final TrialApi api = new TrialApi(catalog, recent, SpanLimits.DEFAULTS, new TrialApi.Clocks(clock, clock));

    private static RuleDocument draft(String expression) {
        return RuleDocument.newBuilder().setExpression(expression).build();
    }

    private void store(String id, String expression) {
        RuleDefinition definition = RuleDefinition.builder(id, expression).build();
        catalog.create(new RuleDraft(id, definition, true), "someone");
    }

    private static Span span(String trace, String id) {
        return Span.newBuilder()
                .setTraceId(trace.repeat(32))
                .setSpanId(id.repeat(16))
                .setName("charge")
                .setStartTime(1)
                .setEndTime(2)
                .build();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(RequestException.class)
                .hasMessage(message)
                .extracting("code")
                .isEqualTo(code);
    }

    @Test
    void draft_isEvaluatedOnSpansAndCompactTraces() {
        EvaluateRuleResponse response = api.evaluateRule(EvaluateRuleRequest.newBuilder()
                .setRule(CHARGES)
                .addSpans(span("a", "1"))
                .addTraces(CHARGE)
                .addTraces("r - gw other 0 1")
                .build());

        assertThat(response.getVerdict()).isEqualTo("VIOLATED");
        assertThat(response.getTracesList())
                .extracting(TraceEvaluation::getVerdict, TraceEvaluation::getViolationsCount)
                .containsExactly(tuple("VIOLATED", 1), tuple("VIOLATED", 1), tuple("SATISFIED", 0));
        assertThat(response.getTracesList())
                .extracting(TraceEvaluation::getTraceId)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo("a".repeat(32));
        Violation violation = response.getTraces(0).getViolations(0);
        assertThat(violation.getRuleId()).isEqualTo("draft");
        assertThat(violation.getSpanId()).isEqualTo("1".repeat(16));
        assertThat(violation.getMessage()).isNotBlank();
    }

    @Test
    void storedRule_isEvaluated() {
        store("charges", "has('charge')");

        EvaluateRuleResponse response = api.evaluateRule(EvaluateRuleRequest.newBuilder()
                .setRuleId("charges")
                .addTraces(CHARGE)
                .build());

        assertThat(response.getTraces(0).getViolations(0).getRuleId()).isEqualTo("charges");
    }

    @Test
    void undecidedAndVacuousTraces_saySo() {
        EvaluateRuleResponse response = api.evaluateRule(EvaluateRuleRequest.newBuilder()
                .setRule(draft("when(has('charge')).always(has('check'))"))
                .addTraces("c 9 pay charge 0 1")
                .addTraces("c - pay other 0 1")
                .build());

        assertThat(response.getTracesList())
                .extracting(
                        TraceEvaluation::getVerdict, TraceEvaluation::getUndecidedReason, TraceEvaluation::getVacuous)
                .containsExactly(tuple("UNDECIDED", "PARTIAL", false), tuple("SATISFIED", "", true));
        assertThat(response.getVerdict()).isEqualTo("UNDECIDED");
    }

    @Test
    void draft_readsWhatRulesShare() {
        catalog.createName(new SharedKey(SharedKey.Kind.LIST, "names"), List.of("charge"), "someone");

        EvaluateRuleResponse response = api.evaluateRule(EvaluateRuleRequest.newBuilder()
                .setRule(draft("span.name =~ list.names"))
                .addTraces(CHARGE)
                .build());

        assertThat(response.getVerdict()).isEqualTo("VIOLATED");
    }

    @Test
    void hints_areAnswered() {
        EvaluateRuleResponse response = api.evaluateRule(EvaluateRuleRequest.newBuilder()
                .setRule(draft("span.tenant != 'a'"))
                .addTraces(CHARGE)
                .build());

        assertThat(response.getIssuesList()).extracting(RuleIssue::getSeverity).containsExactly("HINT");
    }

    @Test
    void ruleAndItsId_areAlternatives() {
        String problem = "rule, rule_id: expected exactly one of rule and rule_id";
        EvaluateRuleRequest neither =
                EvaluateRuleRequest.newBuilder().addTraces(CHARGE).build();
        EvaluateRuleRequest both =
                neither.toBuilder().setRule(CHARGES).setRuleId("charges").build();

        assertRefused(() -> api.evaluateRule(neither), ErrorCode.INVALID_ARGUMENT, problem);
        assertRefused(() -> api.evaluateRule(both), ErrorCode.INVALID_ARGUMENT, problem);
        assertThatThrownBy(() -> api.evaluateRule(both))
                .extracting("fields", InstanceOfAssertFactories.list(FieldViolation.class))
                .extracting(FieldViolation::field)
                .containsExactly("rule", "rule_id");
        assertRefused(
                () -> api.evaluateRule(
                        EvaluateRuleRequest.newBuilder().setRule(CHARGES).build()),
                ErrorCode.INVALID_ARGUMENT,
                "spans, traces: has nothing to judge, expected a span in spans or a trace in traces");
        assertRefused(
                () -> api.evaluateRule(neither.toBuilder().setRuleId("nope").build()),
                ErrorCode.NOT_FOUND,
                "rule 'nope' does not exist");
    }

    @Test
    void draftThatDoesNotCompile_isRefusedWithItsIssues() {
        assertThatThrownBy(() -> api.evaluateRule(EvaluateRuleRequest.newBuilder()
                        .setRule(draft("spam.name == 'x'"))
                        .addTraces(CHARGE)
                        .build()))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageStartingWith("expression: line 1, column 1: ");
        assertThatThrownBy(() -> api.backtestRule(BacktestRuleRequest.newBuilder()
                        .setRule(draft("spam.name == 'x'"))
                        .build()))
                .isInstanceOf(InvalidRuleException.class);
    }

    @Test
    void everythingThatCannotBeRead_isListed() {
        assertRefused(
                () -> api.evaluateRule(EvaluateRuleRequest.newBuilder()
                        .setRule(CHARGES)
                        .addSpans(span("a", "1"))
                        .addSpans(span("0", "1"))
                        .addSpans(span("a", "1"))
                        .addTraces(CHARGE)
                        .addTraces("r - gw pay 0 1\nc r pay charge soon 1")
                        .build()),
                ErrorCode.INVALID_ARGUMENT,
                "spans[1]: trace_id: trace id is all zero; spans[2]: span 1111111111111111 of trace "
                        + "a".repeat(32) + " is there already, as spans[0];"
                        + " traces[1]: line 2: start-ms is 'soon', expected a number of milliseconds");
    }

    @Test
    void requests_haveASize() {
        String large = "r - gw pay 0 1\n" + lines(10_000);

        assertRefused(
                () -> api.evaluateRule(EvaluateRuleRequest.newBuilder()
                        .setRule(CHARGES)
                        .addAllSpans(Collections.nCopies(10_001, span("a", "1")))
                        .build()),
                ErrorCode.RESOURCE_EXHAUSTED,
                "spans: has 10001 spans in all, expected at most 10000 in a request");
        assertRefused(
                () -> api.backtestRule(BacktestRuleRequest.newBuilder()
                        .setRule(CHARGES)
                        .addTraces(large)
                        .build()),
                ErrorCode.RESOURCE_EXHAUSTED,
                "spans: has 10001 spans in all, expected at most 10000 in a request");
        assertRefused(
                () -> api.backtestRule(BacktestRuleRequest.newBuilder()
                        .setRule(CHARGES)
                        .addAllTraces(Collections.nCopies(1_000, "r - gw pay 0 1"))
                        .addSpans(span("a", "1"))
                        .build()),
                ErrorCode.RESOURCE_EXHAUSTED,
                "traces: has 1001 traces in all, expected at most 1000 in a request");
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append('s').append(i).append(" r gw x 0 1\n");
        }
        return lines.toString();
    }

    private void keep(int trace, String lines) {
        recent.add(TestSpans.trace(com.betrace.model.CloseReason.ROOT, TestSpans.spans(traceId(trace), lines)));
    }

    @Test
    void recentTraces_areBacktestedAgainstTheStoredRule() {
        store("charges", "span.name == 'charge' && span.amount > 4");
        keep(1, CHARGE);
        keep(2, "r - gw pay 0 90 SERVER\nc r pay charge 50 9 amount=3");
        keep(3, "r - gw pay 0 90 SERVER\nc r pay charge 50 9 amount=4");

        BacktestRuleResponse response = api.backtestRule(BacktestRuleRequest.newBuilder()
                .setRule(CHARGES.toBuilder().setId("charges"))
                .setMaxViolations(1)
                .build());

        assertThat(response.getTraces()).isEqualTo(3);
        assertThat(response.getSpans()).isEqualTo(6);
        assertThat(response.getOutOfTime()).isFalse();
        assertThat(response.getStoredVersion()).isEqualTo(1);
        assertThat(response.getDraft().getViolated()).isEqualTo(3);
        assertThat(response.getStored().getViolated()).isEqualTo(1);
        assertThat(response.getViolationsPerThousandTraces()).isEqualTo(1_000);
        assertThat(response.getUnchanged().getCount()).isEqualTo(1);
        assertThat(response.getLost().getCount()).isZero();
        assertThat(response.getAdded().getCount()).isEqualTo(2);
        assertThat(response.getAdded().getViolationsList())
                .extracting(Violation::getId)
                .containsExactly(ViolationId.of(
                                "charges", traceId(3), TestSpans.spanId("c").toString())
                        .hex());
    }

    @Test
    void newestTraces_areThoseToJudge() {
        keep(1, CHARGE);
        keep(2, "r - gw pay 0 90 SERVER");

        BacktestRuleResponse response = api.backtestRule(BacktestRuleRequest.newBuilder()
                .setRule(CHARGES)
                .setMaxTraces(1)
                .build());

        assertThat(response.getTraces()).isEqualTo(1);
        assertThat(response.getAdded().getCount()).isZero();
        assertThat(response.hasStored()).isFalse();
        assertThat(response.getStoredVersion()).isZero();
    }

    @Test
    void givenTraces_areBacktestedInsteadOfRecentOnes() {
        store("charges", "has('charge')");
        keep(1, CHARGE);

        BacktestRuleResponse response = api.backtestRule(BacktestRuleRequest.newBuilder()
                .setRule(draft("has('c*')"))
                .setAgainst("charges")
                .addTraces(CHARGE)
                .addTraces(CHARGE)
                .build());

        assertThat(response.getTraces()).isEqualTo(2);
        assertThat(response.getUnchanged().getCount()).isEqualTo(2);
        assertThat(response.getUnchanged().getViolations(0).getTimestamp().getSeconds())
                .isEqualTo(TIME_ZERO.getEpochSecond());
    }

    @Test
    void backtest_saysWhatItCannotDo() {
        BacktestRuleRequest request =
                BacktestRuleRequest.newBuilder().setRule(CHARGES).build();

        assertRefused(
                () -> api.backtestRule(BacktestRuleRequest.getDefaultInstance()),
                ErrorCode.INVALID_ARGUMENT,
                "rule: is required");
        assertRefused(
                () -> api.backtestRule(request.toBuilder().setAgainst("nope").build()),
                ErrorCode.NOT_FOUND,
                "rule 'nope' does not exist");
        assertRefused(
                () -> api.backtestRule(request.toBuilder().setMaxTraces(-1).build()),
                ErrorCode.INVALID_ARGUMENT,
                "max_traces: is -1, expected 1 or more, or 0 for all");
        assertRefused(
                () -> api.backtestRule(
                        request.toBuilder().setMaxViolations(1_001).build()),
                ErrorCode.INVALID_ARGUMENT,
                "max_violations: is 1001, expected 1 to 1000, or 0 for 100");
    }
}
