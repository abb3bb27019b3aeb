package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.service.RunningBetrace;
import com.betrace.v1.CreateListRequest;
import com.betrace.v1.DeleteListRequest;
import com.betrace.v1.ExportRulesRequest;
import com.betrace.v1.GetListRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ImportResult;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.ImportRulesResponse;
import com.betrace.v1.NamedList;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleTest;
import com.betrace.v1.UpdateListRequest;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rule files and shared names over both doors. */
class RuleImportTest {

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
    void import_overRest_takesTheFileAsItsBodyAndFlagsAsParameters() throws Exception {
        RuleFile file = file(document("a", "span.tbl =~ list.tables"), document("b", "spn.failed")).toBuilder()
                .putLists("tables", list("customers"))
                .build();

        ImportRulesResponse refused = doors.send(
                        "POST", "/api/rules/import?allOrNothing=true", file, ImportRulesResponse.newBuilder())
                .build();
        assertThat(outcomes(refused)).containsExactly("LIST tables SKIPPED", "RULE a SKIPPED", "RULE b REFUSED");
        assertThat(refused.getApplied()).isFalse();

        ImportRulesResponse done = doors.send("POST", "/api/rules/import", file, ImportRulesResponse.newBuilder())
                .build();
        assertThat(outcomes(done)).containsExactly("LIST tables CREATED", "RULE a CREATED", "RULE b REFUSED");
        assertThat(done.getResults(2).getError()).contains("unknown variable 'spn'");
        assertThat(done.getResults(2).getIssuesList()).isNotEmpty();
        assertThat(rule("a").getListsList()).containsExactly("tables");
    }

    @Test
    void ruleThatCannotBeRead_isRefusedAloneWithItsField() {
        RuleDocument bad =
                document("b", "span.failed").toBuilder().setSeverity("HIHG").build();
        ImportRulesResponse done = importAll(file(document("a", "span.failed"), bad));

        assertThat(outcomes(done)).containsExactly("RULE a CREATED", "RULE b REFUSED");
        assertThat(done.getResults(1).getFieldErrors(0).getField()).isEqualTo("severity");
        assertThat(done.getResults(1).getFieldErrors(0).getDescription()).contains("HIHG");
    }

    @Test
    void newRuleWithAFailingTest_isStoredDisabledAndShowsIt() {
        RuleDocument failing = document("a", "span.failed").toBuilder()
                .addTests(RuleTest.newBuilder()
                        .setName("never")
                        .setExpect("violated")
                        .setTrace("1 - a GET 0 1"))
                .build();
        ImportRulesResponse done = importAll(file(failing));

        assertThat(done.getResults(0).getStoredDisabled()).isTrue();
        assertThat(done.getResults(0).getFailingTests(0).getMessage())
                .isEqualTo("expected VIOLATED, but it is SATISFIED");
        assertThat(rule("a").getEnabled()).isFalse();
        assertThat(rule("a").getFailingTests(0).getName()).isEqualTo("never");
    }

    @Test
    void export_isWhatImportTakes() throws Exception {
        RuleFile file =
                file(document("a", "span.tbl =~ list.tables && m(span)"), document("b", "span.failed")).toBuilder()
                        .putLists("tables", list("customers"))
                        .putMacros("m", "s -> s.failed")
                        .build();
        importAll(file);

        RuleFile exported =
                doors.get("/api/rules/export", RuleFile.newBuilder()).build();
        assertThat(exported.getRulesList()).extracting(RuleDocument::getId).containsExactly("a", "b");
        assertThat(exported.getMacrosMap()).isEqualTo(file.getMacrosMap());
        assertThat(importAll(exported).getUnchanged()).isEqualTo(4);

        RuleFile some = doors.rules()
                .exportRules(ExportRulesRequest.newBuilder().addIds("b").build());
        assertThat(some.getRulesList()).extracting(RuleDocument::getId).containsExactly("b");
        assertThat(some.getListsMap()).as("only what the rules read").isEmpty();
    }

    @Test
    void c6_fiveHundredRules_haveAResultEach() {
        RuleFile.Builder file = RuleFile.newBuilder();
        IntStream.range(0, 500)
                .forEach(i -> file.addRules(document("r" + i, "span.name == 'op " + i + "' && span.failed")));

        ImportRulesResponse done = importAll(file.build());
        assertThat(done.getResultsCount()).isEqualTo(500);
        assertThat(done.getCreated()).isEqualTo(500);
    }

    @Test
    void sharedName_isCreatedChangedAndKeptWhileItIsRead() throws Exception {
        NamedList created = doors.send(
                        "POST",
                        "/api/lists",
                        CreateListRequest.newBuilder().setName("tables").addValues(text("customers")),
                        NamedList.newBuilder())
                .build();
        assertThat(created.getVersion()).isEqualTo(1);
        importAll(file(document("listed", "span.tbl =~ list.tables")));

        NamedList changed = doors.names()
                .updateList(UpdateListRequest.newBuilder()
                        .setName("tables")
                        .addValues(text("patients"))
                        .setVersion(1)
                        .build());
        assertThat(changed.getVersion()).isEqualTo(2);
        assertThat(changed.getUsedByList()).containsExactly("listed");
        assertThat(rule("listed").getVersion()).as("R25").isEqualTo(2);
        assertThatThrownBy(() -> doors.names()
                        .deleteList(
                                DeleteListRequest.newBuilder().setName("tables").build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("FAILED_PRECONDITION: list 'tables' is read by rule 'listed'");
        assertThat(doors.get("/api/lists/tables", NamedList.newBuilder()).build())
                .isEqualTo(doors.names()
                        .getList(GetListRequest.newBuilder().setName("tables").build()));
    }

    private static ImportRulesResponse importAll(RuleFile file) {
        return doors.rules()
                .importRules(ImportRulesRequest.newBuilder().setFile(file).build());
    }

    private static Rule rule(String id) {
        return doors.rules().getRule(GetRuleRequest.newBuilder().setId(id).build());
    }

    private static RuleFile file(RuleDocument... rules) {
        return RuleFile.newBuilder().addAllRules(List.of(rules)).build();
    }

    private static RuleDocument document(String id, String expression) {
        return RuleDocument.newBuilder()
                .setId(id)
                .setName(id)
                .setExpression(expression)
                .build();
    }

    private static ListValue list(String value) {
        return ListValue.newBuilder().addValues(text(value)).build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static List<String> outcomes(ImportRulesResponse response) {
        return response.getResultsList().stream().map(RuleImportTest::outcome).toList();
    }

    private static String outcome(ImportResult result) {
        return result.getKind() + " " + result.getId() + " " + result.getOutcome();
    }
}
