package com.betrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.model.ErrorCode;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.SharedKey.Kind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rules that come from files. */
class SynchronizeTest {

    private final CatalogFixture fixture = new CatalogFixture();
    private final RuleCatalog catalog = fixture.catalog();

    @Test
    void files_areTheSourceOfTheirRulesAndNames() {
        assertThat(sync(file("a.yaml").rule("a", "m(span)").macro("m", "s -> s.failed"))
                        .applied())
                .isTrue();

        assertThat(catalog.get("a").rule().provenance()).isEqualTo(Provenance.ofFile("a.yaml"));
        assertThat(catalog.name(CatalogFixture.key(Kind.MACRO, "m")).provenance())
                .isEqualTo(Provenance.ofFile("a.yaml"));
    }

    @Test
    void whatNoFileHasAnyMore_isDeleted() {
        sync(file("a.yaml").rule("a", "m(span)").rule("b", "span.failed").macro("m", "s -> s.failed"));
        ImportReport report = sync(file("a.yaml").rule("b", "span.failed"));

        assertThat(outcomes(report)).containsExactly("b UNCHANGED", "m DELETED", "a DELETED");
        assertThat(fixture.judging()).containsExactly("b");
        assertThat(catalog.history("a").get(0).reason()).isEqualTo("no longer in the rules directory");
    }

    @Test
    void anythingRefused_leavesEverythingAsItWas() {
        sync(file("a.yaml").rule("a", "span.failed"));
        ImportReport report = sync(file("a.yaml").rule("b", "span.failed").rule("c", "spn"));

        assertThat(report.applied()).isFalse();
        assertThat(outcomes(report)).containsExactly("b SKIPPED", "c REFUSED", "a SKIPPED");
        assertThat(fixture.judging()).containsExactly("a");
    }

    @Test
    void failingTestOfAJudgingRule_isRefusedAndOfADisabledOneIsNot() {
        assertThat(sync(file("a.yaml").rule("a", "span.failed", CatalogFixture.failing()))
                        .applied())
                .isFalse();

        RuleDraft disabled = CatalogFixture.draft("a", "span.failed", CatalogFixture.failing())
                .enabled(false);
        assertThat(sync(file("a.yaml").add(disabled)).applied()).isTrue();
        assertThat(fixture.judging()).isEmpty();
    }

    @Test
    void twoFilesWithOneId_areAnErrorThatNamesBoth() {
        ImportReport report =
                sync(file("a.yaml").rule("a", "span.failed").and(file("b.yaml").rule("a", "span.failed")));

        assertThat(report.refused())
                .extracting(ImportResult::error)
                .containsExactly("b.yaml:rules[0]: rule 'a' is defined twice: a.yaml:rules[0] and b.yaml:rules[0]");
    }

    @Test
    void idOfTheApi_isAnErrorThatNamesBothPlaces() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");
        catalog.createName(CatalogFixture.key(Kind.LIST, "l"), List.of("x"), "ann");
        ImportReport report = sync(file("a.yaml").rule("a", "span.failed").list("l", "x"));

        assertThat(report.refused())
                .extracting(ImportResult::error)
                .containsExactly(
                        "list 'l' is defined twice: in a.yaml and over the API",
                        "rule 'a' is defined twice: in a.yaml and over the API");
    }

    @Test
    void ruleOfAFile_isNotChangedOverTheApi() {
        sync(file("rules/a.yaml").rule("a", "span.failed").list("l", "x"));
        String where = " is defined in rules/a.yaml: change it there";

        assertKept("rule 'a'" + where, () -> catalog.update(CatalogFixture.draft("a", "span.orphan"), null, "ann"));
        assertKept("rule 'a'" + where, () -> catalog.delete("a", "ann"));
        assertKept("rule 'a'" + where, () -> catalog.disable("a", "ann"));
        assertKept("list 'l'" + where, () -> catalog.deleteName(CatalogFixture.key(Kind.LIST, "l"), "ann"));
        assertKept(
                "list 'l'" + where,
                () -> catalog.updateName(CatalogFixture.key(Kind.LIST, "l"), List.of("y"), null, "ann"));
        assertThatThrownBy(() -> catalog.create(CatalogFixture.draft("a", "span.failed"), "ann"))
                .hasMessage("rule 'a' is defined in rules/a.yaml already");
        assertThat(catalog.get("a").rule().version()).isEqualTo(1);
    }

    @Test
    void nameThatARuleOfTheApiReads_cannotGo() {
        sync(file("a.yaml").list("l", "x").rule("f", "span.failed"));
        catalog.create(CatalogFixture.draft("a", "span.name =~ list.l"), "ann");
        ImportReport report = sync(file("a.yaml"));

        assertThat(report.applied()).isFalse();
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.id()).isEqualTo("l");
            assertThat(refused.error()).contains("rule 'a' would not judge any more");
        });
        assertThat(fixture.judging()).containsExactly("a", "f");
    }

    @Test
    void movedFile_isANewVersionThatSaysSo() {
        sync(file("a.yaml").rule("a", "span.failed"));
        sync(file("b.yaml").rule("a", "span.failed"));

        assertThat(catalog.get("a").rule().provenance().location()).isEqualTo("b.yaml");
        assertThat(catalog.history("a").get(0).reason()).isEqualTo("b.yaml");
    }

    @Test
    void absentEnabled_meansTrueInAFile() {
        sync(file("a.yaml").add(CatalogFixture.draft("a", "span.failed").enabled(false)));
        sync(file("a.yaml").rule("a", "span.failed"));

        assertThat(fixture.judging()).containsExactly("a");
    }

    @Test
    void sameFiles_makeNoVersion() {
        CatalogFixture.Bundle same =
                file("a.yaml").rule("a", "span.name =~ list.l").list("l", "x");
        sync(same);
        ImportReport report = sync(same);

        assertThat(report.count(Outcome.UNCHANGED)).isEqualTo(2);
        assertThat(catalog.history("a")).hasSize(1);
    }

    @Test
    void importOfWhatAFileHas_isUnchanged() {
        sync(file("a.yaml").rule("a", "span.name =~ list.l").list("l", "x"));
        CatalogFixture.Bundle exported =
                new CatalogFixture.Bundle().rule("a", "span.name =~ list.l").list("l", "x");
        ImportReport report = catalog.importAll(exported.build(), new RuleCatalog.ImportMode(false, false), "ann");

        assertThat(outcomes(report)).containsExactly("l UNCHANGED", "a UNCHANGED");
        assertThat(catalog.get("a").rule().provenance().isFile()).isTrue();
    }

    private static void assertKept(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
                .hasMessage(message);
    }

    private static CatalogFixture.Bundle file(String path) {
        return new CatalogFixture.Bundle(path);
    }

    private ImportReport sync(CatalogFixture.Bundle bundle) {
        return catalog.synchronize(bundle.build());
    }

    private static List<String> outcomes(ImportReport report) {
        return report.results().stream()
                .map(result -> result.id() + " " + result.outcome())
                .toList();
    }
}
