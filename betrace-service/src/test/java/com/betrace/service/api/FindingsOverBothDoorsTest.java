package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.model.CloseReason;
import com.betrace.model.Explanation;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.model.TraceTree;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.RunningBetrace;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.ExplanationRole;
import com.betrace.v1.ExplanationValue;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Rule;
import com.betrace.v1.Violation;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the engine finds is stored with its evidence, and shown to those who ask for it, the same over both doors. */
class FindingsOverBothDoorsTest {

    private static final String CHECK_FIRST =
            "when(spans(\"payment.charge\")).always(c -> c.precededBy(\"fraud.check\"))";

    private static final String CHECK_TOO_LATE = """
            r - gw  "POST /pay"     0 900 SERVER
            c r pay payment.charge 100 200 amount=1500
            f r pay fraud.check    400  20
            """;

    /** The parent of the charge is not there. */
    private static final String PARTIAL = """
            r - gw  "POST /pay"     0 900 SERVER
            c x pay payment.charge 100 200 amount=1500
            """;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private BothDoors doors;

    @BeforeEach
    void open() {
        doors = new BothDoors(BETRACE.endpoints());
    }

    /** The service outlives a test, its rules must not. */
    @AfterEach
    void close() {
        doors.rules()
                .listRules(ListRulesRequest.getDefaultInstance())
                .getRulesList()
                .forEach(rule -> doors.rules()
                        .deleteRule(DeleteRuleRequest.newBuilder()
                                .setId(rule.getId())
                                .build()));
        doors.close();
    }

    private void createRule(String id, String mode, String expression) {
        doors.rules()
                .createRule(CreateRuleRequest.newBuilder()
                        .setId(id)
                        .setName(id)
                        .setMode(mode)
                        .setExpression(expression)
                        .build());
    }

    private List<Span> send(long trace, String lines) {
        List<Span> spans = TestSpans.spans(new TraceId(7, trace), lines);
        doors.spans()
                .ingestSpans(IngestSpansRequest.newBuilder()
                        .addAllSpans(spans.stream().map(SpanWriter::toMessage).toList())
                        .build());
        return spans;
    }

    private ListViolationsResponse list(ListViolationsRequest.Builder query) {
        return doors.violations().listViolations(query.build());
    }

    private Violation awaitOnly(ListViolationsRequest.Builder query) {
        await().until(() -> list(query).getTotalCount() == 1);
        return list(query).getViolations(0);
    }

    @Test
    void explanation_ofAViolation_isTheEnginesOverBothDoors() throws Exception {
        createRule("explained", "", CHECK_FIRST);
        List<Span> spans = send(1, CHECK_TOO_LATE);

        Violation found = awaitOnly(ListViolationsRequest.newBuilder().setRuleId("explained"));

        Explanation expected = explained(CHECK_FIRST, spans);
        assertThat(expected.roles()).isNotEmpty();
        assertThat(expected.closest()).isNotEmpty();
        assertThat(found.getExplanation().getRolesList())
                .isEqualTo(expected.roles().stream()
                        .map(role -> ExplanationRole.newBuilder()
                                .setRole(role.name().name())
                                .setSpanId(
                                        role.spanId() == null
                                                ? ""
                                                : role.spanId().toString())
                                .setText(role.text())
                                .build())
                        .toList());
        assertThat(found.getExplanation().getValuesList())
                .isEqualTo(expected.values().stream()
                        .map(value -> ExplanationValue.newBuilder()
                                .setExpression(value.expression())
                                .setValue(value.value())
                                .build())
                        .toList());
        assertThat(found.getExplanation().getClosest()).isEqualTo(expected.closest());
        assertThat(found.getVerdict()).isEqualTo("VIOLATED");
        assertThat(found.getMode()).isEqualTo("ENFORCE");
        assertThat(found.getUndecidedReason()).isEmpty();
        assertThat(found.getFingerprint()).matches("[0-9a-f]{32}");
        assertThat(doors.get("/api/violations/" + found.getId(), Violation.newBuilder())
                        .build())
                .isEqualTo(found);
    }

    private static Explanation explained(String expression, List<Span> spans) {
        CompiledRule rule = new JexlRuleCompiler(RuleLimits.defaults(), System::nanoTime, InstantSource.system())
                .compile(TestSpans.rule(
                        "explained",
                        RuleDefinition.builder("explained", expression).build()))
                .program();
        return rule.judge(TraceTree.of(TestSpans.trace(CloseReason.ROOT, spans)))
                .get(0)
                .explanation();
    }

    @Test
    void undecidedAndShadow_areStoredButNeitherListedNorStreamedUnlessAskedFor() throws Exception {
        createRule("unsure", "", CHECK_FIRST);
        createRule("on-trial", "SHADOW", "span.name == \"payment.charge\" && span.amount == 1500");
        createRule("certain", "", "span.name == \"last\"");
        Iterator<WatchViolationsResponse> stream = doors.violations()
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .watchViolations(WatchViolationsRequest.getDefaultInstance());
        assertThat(stream.next().hasHeartbeat()).isTrue();
        send(2, PARTIAL);

        Violation undecided =
                awaitOnly(ListViolationsRequest.newBuilder().setRuleId("unsure").setVerdict("undecided"));
        assertThat(undecided.getVerdict()).isEqualTo("UNDECIDED");
        assertThat(undecided.getUndecidedReason()).isEqualTo("PARTIAL");
        assertThat(undecided.getOffenderCount()).isEqualTo(1);
        Violation shadow = awaitOnly(
                ListViolationsRequest.newBuilder().setRuleId("on-trial").setMode("Shadow"));
        assertThat(shadow.getMode()).isEqualTo("SHADOW");

        send(3, "l - shop last 0 1");
        Violation certain = awaitOnly(ListViolationsRequest.newBuilder().setRuleId("certain"));

        assertThat(list(ListViolationsRequest.newBuilder().setRuleId("unsure")).getTotalCount())
                .isZero();
        assertThat(list(ListViolationsRequest.newBuilder().setRuleId("on-trial"))
                        .getTotalCount())
                .isZero();
        assertThat(doors.get(
                                "/api/violations?verdict=ANY&mode=any&traceId=" + undecided.getTraceId(),
                                ListViolationsResponse.newBuilder())
                        .getViolationsList())
                .containsExactlyInAnyOrder(undecided, shadow);
        assertThat(nextEvent(stream).getOpened()).isEqualTo(certain);
    }

    private static WatchViolationsResponse nextEvent(Iterator<WatchViolationsResponse> stream) {
        WatchViolationsResponse event = stream.next();
        while (event.hasHeartbeat()) {
            event = stream.next();
        }
        return event;
    }

    @Test
    void health_ofARule_countsItsVerdicts() throws Exception {
        createRule("counted", "", "span.name == \"counted\"");
        send(4, "a - shop counted 0 1\nb a shop other 0 1");

        await().untilAsserted(() -> {
            Rule rule = doors.rules()
                    .getRule(GetRuleRequest.newBuilder().setId("counted").build());
            assertThat(rule.getHealth().getViolated()).isEqualTo(1);
            assertThat(rule.getHealth().getSatisfied()).isPositive();
            assertThat(rule.getHealth().getEvaluations()).isGreaterThanOrEqualTo(2);
        });
    }
}
