package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.v1.Completion;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.Exemption;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleGrowth;
import com.betrace.v1.RuleIssue;
import com.betrace.v1.RuleScope;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole rule document goes in by either door, is stored, and comes out of both as it went in. */
class RuleDocumentTest {

    private static final String EXPRESSION = "when(spans(\"payment.charge\", c -> c.amount > param.max_amount))"
            + ".always(c -> c.precededBy(\"fraud.check\", '30s'))";

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private BothDoors doors;

    @BeforeEach
    void open() {
        doors = new BothDoors(BETRACE.endpoints());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private static CreateRuleRequest document(String id) {
        return CreateRuleRequest.newBuilder()
                .setId(id)
                .setName("Big charges need a fraud check first: " + id)
                .setDescription("why it matters")
                .setExpression(EXPRESSION)
                .setSeverity("critical")
                .setEnabled(true)
                .addTags("payments")
                .setParams(Struct.newBuilder()
                        .putFields("max_amount", number(1_000))
                        .putFields("share", number(0.25))
                        .putFields(
                                "strict", Value.newBuilder().setBoolValue(true).build())
                        .putFields(
                                "regions",
                                Value.newBuilder()
                                        .setListValue(ListValue.newBuilder()
                                                .addValues(Value.newBuilder().setStringValue("eu"))
                                                .addValues(number(2)))
                                        .build()))
                .setMode("shadow")
                .setOwner("team-pay")
                .setRunbook("https://runbooks.example.com/fraud")
                .addControls("PCI-DSS:10.2")
                .setMessage("charge ${span.amount} in ${span.service} without a prior fraud check")
                .addFingerprint("span.service")
                .addFingerprint("span.name")
                .setOnPartial("evaluate")
                .setCompletion(Completion.newBuilder()
                        .setSkew(Duration.newBuilder().setNanos(1_500_000))
                        .setLocalRoot("partial"))
                .addExceptions(Exemption.newBuilder()
                        .setWhen("span['tenant'] == 'test'")
                        .setOwner("team-pay")
                        .setReason("load test")
                        .setExpires("2999-01-31"))
                .addExceptions(Exemption.newBuilder()
                        .setWhen("span['tenant'] == 'old'")
                        .setOwner("team-pay")
                        .setReason("migration")
                        .setExpires("2020-02-29"))
                .build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    /** What comes out: names in upper case, and nothing lost. */
    private static void assertIsDocument(Rule rule, CreateRuleRequest document) {
        assertThat(rule.getDescription()).isEqualTo(document.getDescription());
        assertThat(rule.getExpression()).isEqualTo(document.getExpression());
        assertThat(rule.getSeverity()).isEqualTo("CRITICAL");
        assertThat(rule.getTagsList()).isEqualTo(document.getTagsList());
        assertThat(rule.getParams()).isEqualTo(document.getParams());
        assertThat(rule.getMode()).isEqualTo("SHADOW");
        assertThat(rule.getOwner()).isEqualTo(document.getOwner());
        assertThat(rule.getRunbook()).isEqualTo(document.getRunbook());
        assertThat(rule.getControlsList()).isEqualTo(document.getControlsList());
        assertThat(rule.getMessage()).isEqualTo(document.getMessage());
        assertThat(rule.getFingerprintList()).isEqualTo(document.getFingerprintList());
        assertThat(rule.getOnPartial()).isEqualTo("EVALUATE");
        assertThat(rule.getCompletion().getSkew())
                .isEqualTo(document.getCompletion().getSkew());
        assertThat(rule.getCompletion().getLocalRoot()).isEqualTo("PARTIAL");
        assertThat(rule.getExceptionsList()).isEqualTo(document.getExceptionsList());
    }

    @Test
    void document_inByRest_comesOutOfBothDoors() throws Exception {
        CreateRuleRequest document = document("by-rest");

        Rule created =
                doors.send("POST", "/api/rules", document, Rule.newBuilder()).build();

        assertIsDocument(created, document);
        assertThat(doors.rules()
                        .getRule(GetRuleRequest.newBuilder().setId("by-rest").build()))
                .isEqualTo(created);
        assertThat(doors.get("/api/rules/by-rest", Rule.newBuilder()).build()).isEqualTo(created);
    }

    @Test
    void document_inByGrpc_comesOutOfBothDoorsAlsoAfterARestart() throws Exception {
        CreateRuleRequest document = document("by-grpc");
        Rule created = doors.rules().createRule(document);
        assertIsDocument(created, document);
        assertThat(doors.get("/api/rules/by-grpc", Rule.newBuilder()).build()).isEqualTo(created);

        doors.close();
        BETRACE.stop();
        BETRACE.start();
        open();

        assertThat(doors.rules()
                        .getRule(GetRuleRequest.newBuilder().setId("by-grpc").build()))
                .isEqualTo(created);
    }

    @Test
    void document_compiled_showsWhatTheCompilerKnowsAndHowItFares() {
        Rule rule = doors.rules().createRule(document("compiled"));

        assertThat(rule.getScope()).isEqualTo(RuleScope.TRACE);
        assertThat(rule.getGrowth()).isEqualTo(RuleGrowth.OPEN);
        assertThat(rule.getPresenceTrigger()).isFalse();
        assertThat(rule.getSpanNamesList()).containsExactly("fraud.check", "payment.charge");
        assertThat(rule.getFunctionsList()).containsExactly("spans", "when");
        assertThat(rule.getHorizon())
                .isEqualTo(Duration.newBuilder().setSeconds(30).build());
        assertThat(rule.hasHealth()).isTrue();
        assertThat(rule.getHealth().getQuarantined()).isFalse();
    }

    @Test
    void exception_thatHasExpired_isAWarningOfItsField() {
        Rule rule = doors.rules().createRule(document("expired"));

        assertThat(rule.getIssuesList())
                .filteredOn(issue -> issue.getCode().equals("expired-exception"))
                .containsExactly(RuleIssue.newBuilder()
                        .setSeverity("WARNING")
                        .setField("exceptions[1].expires")
                        .setCode("expired-exception")
                        .setLine(1)
                        .setColumn(1)
                        .setMessage("the exception held until 2020-02-29 and applies no more; prolong or remove it")
                        .setSnippet("2020-02-29\n^")
                        .build());
    }

    @Test
    void document_minimal_hasTheDefaults() {
        Rule rule = doors.rules()
                .createRule(CreateRuleRequest.newBuilder()
                        .setName("minimal")
                        .setExpression("span.failed")
                        .build());

        assertThat(rule.getMode()).isEqualTo("ENFORCE");
        assertThat(rule.getOnPartial()).isEqualTo("UNDECIDED");
        assertThat(rule.getCompletion())
                .isEqualTo(Completion.newBuilder().setLocalRoot("COMPLETE").build());
        assertThat(rule.getParams()).isEqualTo(Struct.getDefaultInstance());
        assertThat(rule.getGrowth()).isEqualTo(RuleGrowth.FIXED);
    }

    @Test
    void update_replacesTheWholeDocument() throws Exception {
        doors.rules().createRule(document("replaced"));

        Rule replaced = doors.send(
                        "PUT",
                        "/api/rules/replaced",
                        UpdateRuleRequest.newBuilder()
                                .setName("replaced")
                                .setExpression("span.failed")
                                .setOwner("someone else"),
                        Rule.newBuilder())
                .build();

        assertThat(replaced.getVersion()).isEqualTo(2);
        assertThat(replaced.getOwner()).isEqualTo("someone else");
        assertThat(replaced.getMode()).isEqualTo("ENFORCE");
        assertThat(replaced.getExceptionsList()).isEmpty();
        assertThat(replaced.getParams().getFieldsMap()).isEmpty();
    }

    @Test
    void version_goesOnWhereADeletedRuleIsCreatedAgain() {
        doors.rules().createRule(document("again"));
        doors.rules().deleteRule(DeleteRuleRequest.newBuilder().setId("again").build());

        assertThat(doors.rules().createRule(document("again")).getVersion()).isEqualTo(2);
    }

    @Test
    void validate_ofAWholeDraft_findsIssuesInEveryText() throws Exception {
        ValidateRuleRequest.Builder draft = ValidateRuleRequest.newBuilder()
                .setExpression("span.amount > param.max_amount")
                .setParams(Struct.newBuilder().putFields("max_amount", number(1_000)))
                .setMessage("${span.amount} is ${nonsense(}")
                .addFingerprint("span.service")
                .addExceptions(Exemption.newBuilder().setWhen("hass('x')"));

        ValidateRuleResponse invalid = doors.rules().validateRule(draft.build());

        assertThat(invalid.getValid()).isFalse();
        assertThat(invalid.getIssuesList())
                .filteredOn(issue -> issue.getSeverity().equals("ERROR"))
                .extracting(RuleIssue::getField)
                .isEqualTo(List.of("message", "exceptions[0].when", "exceptions[0].owner", "exceptions[0].reason"));
        assertThat(doors.send("POST", "/api/rules/validate", draft, ValidateRuleResponse.newBuilder())
                        .build())
                .isEqualTo(invalid);
    }

    @Test
    void validate_ofAValidRule_showsWhatTheCompilerKnows() {
        ValidateRuleResponse valid = doors.rules()
                .validateRule(ValidateRuleRequest.newBuilder()
                        .setExpression("has(\"db.*\", s -> s.failed)")
                        .build());

        assertThat(valid.getValid()).isTrue();
        assertThat(valid.getScope()).isEqualTo(RuleScope.TRACE);
        assertThat(valid.getGrowth()).isEqualTo(RuleGrowth.GROWING);
        assertThat(valid.getPresenceTrigger()).isTrue();
        assertThat(valid.getSpanNamesList()).containsExactly("db.*");
        assertThat(valid.getFunctionsList()).containsExactly("has");
        assertThat(valid.getHorizon()).isEqualTo(Duration.getDefaultInstance());
    }
}
