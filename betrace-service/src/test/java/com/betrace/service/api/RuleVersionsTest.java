package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.service.RunningBetrace;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.FieldChange;
import com.betrace.v1.ListRuleVersionsRequest;
import com.betrace.v1.ListRuleVersionsResponse;
import com.betrace.v1.RollbackRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleVersion;
import com.betrace.v1.UpdateRuleRequest;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a rule was and who changed it, over both doors. */
class RuleVersionsTest {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static BothDoors doors;

    @BeforeAll
    static void connect() {
        doors = new BothDoors(BETRACE.endpoints());
    }

    @AfterAll
    static void disconnect() {
        doors.close();
    }

    @AfterEach
    void leaveNothingBehind() {
        doors.deleteEverything();
    }

    @Test
    void versions_sayWhoChangedWhat() throws Exception {
        doors.as("ann")
                .createRule(draft("span.failed").toBuilder()
                        .setId("told")
                        .setName("told")
                        .build());
        doors.sendAs(
                "bob",
                "PUT",
                "/api/rules/told",
                change("span.orphan").setName("told").addTags("t"),
                Rule.newBuilder());

        ListRuleVersionsResponse versions = doors.get("/api/rules/told/versions", ListRuleVersionsResponse.newBuilder())
                .build();
        assertThat(versions.getTotalCount()).isEqualTo(2);
        RuleVersion newest = versions.getVersions(0);
        assertThat(newest.getVersion()).isEqualTo(2);
        assertThat(newest.getActor()).isEqualTo("bob");
        assertThat(newest.getAction()).isEqualTo("UPDATED");
        assertThat(newest.getChangesList())
                .containsExactly(field("expression", "span.failed", "span.orphan"), field("tags", "", "[\"t\"]"));
        assertThat(versions.getVersions(1).getActor()).isEqualTo("ann");
        assertThat(versions(1, "told")).isEqualTo(versions.getVersions(1));
    }

    @Test
    void callerWithoutAName_isAnonymousAtItsAddress() throws Exception {
        doors.rules().createRule(draft("span.failed"));
        doors.send("PUT", "/api/rules/a", change("span.orphan"), Rule.newBuilder());

        assertThat(versions(0, "a").getActor()).startsWith("anonymous@");
        assertThat(versions(1, "a").getActor()).isEqualTo("anonymous@127.0.0.1");
    }

    @Test
    void nameThatIsNoName_isRefused() {
        assertThatThrownBy(() -> doors.as("x".repeat(201)).createRule(draft("span.failed")))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: betrace-actor: '" + "x".repeat(20));
    }

    @Test
    void rollback_overBothDoors_bringsTheOldRuleBack() throws Exception {
        doors.rules()
                .createRule(draft("span.failed").toBuilder()
                        .setId("back")
                        .setName("back")
                        .build());
        doors.send("PUT", "/api/rules/back", change("span.orphan").setName("back"), Rule.newBuilder());
        Rule back = doors.send(
                        "POST",
                        "/api/rules/back/rollback",
                        RollbackRuleRequest.newBuilder().setToVersion(1),
                        Rule.newBuilder())
                .build();

        assertThat(back.getExpression()).isEqualTo("span.failed");
        assertThat(back.getVersion()).isEqualTo(3);
        assertThat(versions(0, "back").getReason()).isEqualTo("to version 1");
        assertThatThrownBy(() -> doors.rules()
                        .rollbackRule(RollbackRuleRequest.newBuilder()
                                .setId("back")
                                .setToVersion(2)
                                .setVersion(1)
                                .build()))
                .hasMessage("ABORTED: rule 'back' is at version 3, not 1");
    }

    @Test
    void deletedRule_keepsItsVersions() {
        doors.rules().createRule(draft("span.failed"));
        doors.as("eve").deleteRule(DeleteRuleRequest.newBuilder().setId("a").build());

        assertThat(versions(0, "a").getAction()).isEqualTo("DELETED");
        assertThat(versions(0, "a").getActor()).isEqualTo("eve");
    }

    private static RuleVersion versions(int index, String id) {
        return doors.rules()
                .listRuleVersions(ListRuleVersionsRequest.newBuilder().setId(id).build())
                .getVersions(index);
    }

    private static CreateRuleRequest draft(String expression) {
        return CreateRuleRequest.newBuilder()
                .setId("a")
                .setName("a")
                .setExpression(expression)
                .build();
    }

    private static UpdateRuleRequest.Builder change(String expression) {
        return UpdateRuleRequest.newBuilder().setName("a").setExpression(expression);
    }

    private static FieldChange field(String name, String before, String after) {
        return FieldChange.newBuilder()
                .setField(name)
                .setBefore(before)
                .setAfter(after)
                .build();
    }
}
