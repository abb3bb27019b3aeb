package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.betrace.model.TraceId;
import com.betrace.service.RunningBetrace;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DraftExceptionRequest;
import com.betrace.v1.DraftTestRequest;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.RuleChangeDraft;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleTest;
import com.betrace.v1.Violation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of a rule that are drafted from what it found: importing them does what they say. */
class DraftsOverBothDoorsTest {

    private static final String TRACE = """
            a - shop "POST /pay" 0 900 SERVER
            b a pay charge 100 200 CLIENT ERROR tenant="o'neill" n=3
            """;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private BothDoors doors;

    @BeforeEach
    void violation() {
        doors = new BothDoors(BETRACE.endpoints());
        create("drafted", "span.status == \"ERROR\"");
        send(1, TRACE);
        await().until(() -> list("drafted").getTotalCount() == 1);
    }

    private void create(String id, String expression) {
        doors.rules()
                .createRule(CreateRuleRequest.newBuilder()
                        .setId(id)
                        .setName(id)
                        .setExpression(expression)
                        .build());
    }

    @AfterEach
    void close() {
        doors.deleteEverything();
        doors.close();
    }

    private void send(long trace, String text) {
        doors.spans()
                .ingestSpans(IngestSpansRequest.newBuilder()
                        .addAllSpans(TestSpans.spans(new TraceId(12, trace), text).stream()
                                .map(SpanWriter::toMessage)
                                .toList())
                        .build());
    }

    private ListViolationsResponse list(String rule) {
        return doors.violations()
                .listViolations(
                        ListViolationsRequest.newBuilder().setRuleId(rule).build());
    }

    private Violation found() {
        return list("drafted").getViolations(0);
    }

    private void apply(RuleFile file) {
        assertThat(doors.rules()
                        .importRules(ImportRulesRequest.newBuilder()
                                .setFile(file)
                                .setAllOrNothing(true)
                                .build())
                        .getResultsList())
                .allSatisfy(result -> assertThat(result.getOutcome()).isEqualTo("UPDATED"));
    }

    @Test
    void exception_takesOutTheLikeAndNothingElse() {
        RuleChangeDraft draft = doors.violations()
                .draftException(DraftExceptionRequest.newBuilder()
                        .setId(found().getId())
                        .setReason("known")
                        .build());

        RuleDocument rule = draft.getFile().getRules(0);
        assertThat(rule.getExceptions(0).getWhen()).isEqualTo("span.service == 'pay' && span.name == 'charge'");
        assertThat(rule.getExceptions(0).getReason()).isEqualTo("known");
        assertThat(rule.getExceptions(0).getExpires()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(draft.getRemarksList()).noneMatch(remark -> remark.contains("not enough"));
        apply(draft.getFile());
        assertThat(exception("drafted", "still known").getFile().getRules(0).getExceptionsList())
                .as("renewed")
                .singleElement()
                .satisfies(renewed -> assertThat(renewed.getReason()).isEqualTo("still known"));
        send(2, TRACE);
        send(3, TRACE.replace("charge", "refund"));
        await().until(() -> list("drafted").getTotalCount() == 2);
        assertThat(list("drafted").getViolationsList())
                .extracting(Violation::getSpanName)
                .containsExactly("refund", "charge");
    }

    /** Drafted for the one violation of a rule. */
    private RuleChangeDraft exception(String rule) {
        return exception(rule, "known");
    }

    private RuleChangeDraft exception(String rule, String reason) {
        await().until(() -> list(rule).getTotalCount() == 1);
        return doors.violations()
                .draftException(DraftExceptionRequest.newBuilder()
                        .setId(list(rule).getViolations(0).getId())
                        .setReason(reason)
                        .build());
    }

    @Test
    void exceptionForAServiceWithoutAName_takesItOut() {
        create("nameless", "span['odd'] == 1");
        send(4, "a - - charge 0 900 SERVER odd=1\n");

        RuleChangeDraft draft = exception("nameless");

        assertThat(draft.getFile().getRules(0).getExceptions(0).getWhen())
                .isEqualTo("span.service == null && span.name == 'charge'");
        assertThat(draft.getRemarksList()).noneMatch(remark -> remark.contains("not enough"));
    }

    @Test
    void exceptionThatIsTooLongForARule_isLeftToPeople() {
        create("long", "span['odd'] == 2");
        send(5, "a - pay " + "x".repeat(500) + "é".repeat(300) + " 0 900 SERVER odd=2\n");

        await().untilAsserted(() -> assertThatThrownBy(() -> exception("long"))
                .hasMessageContaining("FAILED_PRECONDITION: rule 'long' would not compile with it"));
    }

    /** Without that the rule was deleted and created again since. */
    private static List<String> remarks(RuleChangeDraft draft) {
        return draft.getRemarksList().stream()
                .filter(remark -> !remark.startsWith("the rule is at version "))
                .toList();
    }

    @Test
    void test_holdsAsItIsDrafted() {
        await().untilAsserted(() -> {
            RuleChangeDraft draft = doors.violations()
                    .draftTest(
                            DraftTestRequest.newBuilder().setId(found().getId()).build());

            assertThat(remarks(draft)).isEmpty();
            RuleTest test = draft.getFile().getRules(0).getTests(0);
            assertThat(test.getExpect()).isEqualTo("VIOLATED");
            assertThat(test.getTrace()).isEqualTo("""
                    1 - shop "POST /pay" 0 900 SERVER
                    2 1 pay charge 100 200 CLIENT ERROR tenant="o'neill" n=3
                    """);
            apply(draft.getFile());
        });
    }

    @Test
    void testOfAFalsePositive_saysThatTheRuleMustChange() {
        await().untilAsserted(() -> assertThat(remarks(doors.violations()
                        .draftTest(DraftTestRequest.newBuilder()
                                .setId(found().getId())
                                .setExpect("satisfied")
                                .build())))
                .singleElement()
                .asString()
                .startsWith("it does not hold by the rule as it is: "));
    }

    @Test
    void draftWithoutAReasonOrOfThePast_isRefused() {
        DraftExceptionRequest.Builder request =
                DraftExceptionRequest.newBuilder().setId(found().getId());

        assertThatThrownBy(() -> doors.violations().draftException(request.build()))
                .hasMessageContaining("INVALID_ARGUMENT: reason: has 0 characters, expected 1 to 1000");
        request.setReason("r").setExpires("2020-02-30");
        assertThatThrownBy(() -> doors.violations().draftException(request.build()))
                .hasMessageContaining("expires: is '2020-02-30', expected a day such as ");
        request.setExpires("2020-02-28");
        assertThatThrownBy(() -> doors.violations().draftException(request.build()))
                .hasMessageContaining("expires: is 2020-02-28, expected ");
    }
}
