package com.betrace.service.grpc;

import static com.betrace.service.grpc.RawCalls.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleIssue;
import com.betrace.v1.RuleScope;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.RuleServiceGrpc.RuleServiceBlockingStub;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleGrpcServiceTest {

    private static final String ERRORS = "span.status == \"ERROR\"";

    private RunningDoor door;
    private RuleServiceBlockingStub rules;

    @BeforeEach
    void start() throws Exception {
        door = new RunningDoor();
        rules = RuleServiceGrpc.newBlockingStub(door.channel());
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    @Test
    void createRule_minimal_getsIdVersionScopeAndDefaults() {
        Rule rule = rules.createRule(draft("Detect Errors", ERRORS).build());

        assertThat(rule.getId()).isEqualTo("detect-errors");
        assertThat(rule.getEnabled()).isTrue();
        assertThat(rule.getSeverity()).isEqualTo("MEDIUM");
        assertThat(rule.getVersion()).isEqualTo(1);
        assertThat(rule.getScope()).isEqualTo(RuleScope.SPAN);
        assertThat(rules.getRule(
                        GetRuleRequest.newBuilder().setId("detect-errors").build()))
                .isEqualTo(rule);
    }

    @Test
    void createRule_takenName_isAlreadyExists() {
        rules.createRule(draft("errors", ERRORS).build());

        assertCode(
                Code.ALREADY_EXISTS,
                failure(() -> rules.createRule(draft("errors", ERRORS).build())));
    }

    @Test
    void createRule_invalidExpression_carriesEachIssueWithItsPlace() throws Exception {
        Status status = failure(() ->
                rules.createRule(draft("broken", "span.status = \"ERROR\"").build()));

        assertCode(Code.INVALID_ARGUMENT, status);
        assertThat(status.getMessage()).contains("line 1, column ").contains("^");
        RuleIssue issue = detail(status, RuleIssue.class);
        assertThat(issue.getLine()).isEqualTo(1);
        assertThat(issue.getColumn()).isPositive();
        assertThat(issue.getSnippet()).contains("^");
    }

    @Test
    void createRule_unknownSeverity_namesTheField() throws Exception {
        Status status = failure(() ->
                rules.createRule(draft("errors", ERRORS).setSeverity("WORST").build()));

        assertCode(Code.INVALID_ARGUMENT, status);
        assertThat(detail(status, BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("severity");
        assertThat(status.getMessage()).contains("'WORST' is not a severity, expected one of [INFO,");
    }

    @Test
    void getRule_unknown_isNotFound() {
        assertCode(
                Code.NOT_FOUND,
                failure(() -> rules.getRule(
                        GetRuleRequest.newBuilder().setId("nobody").build())));
    }

    @Test
    void listRules_filtered_countsWhatMatches() {
        rules.createRule(draft("one", ERRORS).setSeverity("high").addTags("a").build());
        rules.createRule(draft("two", ERRORS).setEnabled(false).build());

        assertThat(rules.listRules(ListRulesRequest.getDefaultInstance()).getTotalCount())
                .isEqualTo(2);
        assertThat(rules.listRules(ListRulesRequest.newBuilder()
                                .setEnabledOnly(true)
                                .setSeverity("HIGH")
                                .addTags("a")
                                .build())
                        .getRulesList())
                .extracting(Rule::getId)
                .containsExactly("one");
    }

    @Test
    void updateRule_withVersion_isOptimisticallyLocked() {
        Rule first = rules.createRule(draft("errors", ERRORS).build());
        UpdateRuleRequest.Builder change = UpdateRuleRequest.newBuilder()
                .setId("errors")
                .setName("errors")
                .setDescription("new")
                .setExpression(ERRORS)
                .setVersion(first.getVersion());

        Rule second = rules.updateRule(change.build());

        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getCreatedAt()).isEqualTo(first.getCreatedAt());
        assertCode(
                Code.ABORTED,
                failure(() -> rules.updateRule(change.setDescription("newer").build())));
    }

    @Test
    void enableAndDisable_switchJudging() {
        rules.createRule(draft("errors", ERRORS).build());

        assertThat(rules.disableRule(
                                DisableRuleRequest.newBuilder().setId("errors").build())
                        .getEnabled())
                .isFalse();
        assertThat(rules.enableRule(
                                EnableRuleRequest.newBuilder().setId("errors").build())
                        .getEnabled())
                .isTrue();
    }

    @Test
    void deleteRule_known_succeedsOnce() {
        rules.createRule(draft("errors", ERRORS).build());
        DeleteRuleRequest request =
                DeleteRuleRequest.newBuilder().setId("errors").build();

        assertThat(rules.deleteRule(request).getSuccess()).isTrue();
        assertCode(Code.NOT_FOUND, failure(() -> rules.deleteRule(request)));
    }

    @Test
    void validateRule_storesNothing() {
        ValidateRuleResponse valid = rules.validateRule(ValidateRuleRequest.newBuilder()
                .setExpression("span.attributes[\"http.status\"] >= 500")
                .build());
        ValidateRuleResponse invalid = rules.validateRule(
                ValidateRuleRequest.newBuilder().setExpression("nonsense(").build());

        assertThat(valid.getValid()).isTrue();
        assertThat(valid.getAttributesList()).containsExactly("http.status");
        assertThat(invalid.getValid()).isFalse();
        assertThat(invalid.getIssuesList()).isNotEmpty();
        assertThat(rules.listRules(ListRulesRequest.getDefaultInstance()).getTotalCount())
                .isZero();
    }

    private static CreateRuleRequest.Builder draft(String name, String expression) {
        return CreateRuleRequest.newBuilder().setName(name).setExpression(expression);
    }

    private static void assertCode(Code code, Status status) {
        assertThat(Code.forNumber(status.getCode())).as(status.getMessage()).isEqualTo(code);
    }

    private static <T extends com.google.protobuf.Message> T detail(Status status, Class<T> type) throws Exception {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type)) {
                return detail.unpack(type);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " in " + status);
    }
}
