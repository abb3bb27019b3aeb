package com.betrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.catalog.RuleCatalog.ImportMode;
import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleTest;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey.Kind;
import com.betrace.model.TestFailure;
import com.betrace.model.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportTest {

    private static final ImportMode EACH = new ImportMode(false, false);
    private static final ImportMode ALL = new ImportMode(true, false);
    private static final ImportMode DRY = new ImportMode(false, true);

    private final CatalogFixture fixture = new CatalogFixture();
    private final RuleCatalog catalog = fixture.catalog();

    @Test
    void rules_areCreatedUpdatedAndLeftAsTheyAre() {
        run(EACH, bundle().rule("a", "span.failed").rule("b", "span.failed"));
        ImportReport report = run(
                EACH, bundle().rule("a", "span.failed").rule("b", "span.orphan").rule("c", "has('x')"));

        assertThat(outcomes(report)).containsExactly("a UNCHANGED 1", "b UPDATED 2", "c CREATED 1");
        assertThat(report.applied()).isTrue();
        assertThat(fixture.judging()).containsExactly("a", "b", "c");
    }

    @Test
    void badRule_isRefusedWithItsIssuesAndTheOthersAreDone() {
        ImportReport report = run(
                EACH,
                bundle().rule("a", "span.staus == 'x'").rule("b", "spn.failed").rule("c", "has('x')"));

        assertThat(outcomes(report)).containsExactly("a CREATED 1", "b REFUSED 0", "c CREATED 1");
        ImportResult refused = report.results().get(1);
        assertThat(refused.error()).startsWith("expression: line 1, column 1: unknown variable 'spn'");
        assertThat(refused.issues()).isNotEmpty();
        assertThat(refused.place()).isEqualTo("rules[1]");
        assertThat(report.results().get(0).issues()).as("a warning").isNotEmpty();
        assertThat(fixture.judging()).containsExactly("a", "c");
    }

    @Test
    void allOrNothing_doesNothingWhereOneIsRefused() {
        ImportReport report = run(
                ALL, bundle().rule("a", "span.failed").rule("b", "spn.failed").list("l", "x"));

        assertThat(outcomes(report)).containsExactly("l SKIPPED 0", "a SKIPPED 0", "b REFUSED 0");
        assertThat(report.applied()).isFalse();
        assertThat(fixture.store().list()).isEmpty();
        assertThat(fixture.store().names()).isEmpty();
    }

    @Test
    void dryRun_saysWhatWouldBeAndDoesNothing() {
        ImportReport report = run(DRY, bundle().rule("a", "span.failed").rule("b", "spn.failed"));

        assertThat(outcomes(report)).containsExactly("a CREATED 1", "b REFUSED 0");
        assertThat(report.applied()).isFalse();
        assertThat(fixture.store().list()).isEmpty();
    }

    @Test
    void newRuleWithAFailingTest_isStoredDisabled() {
        ImportReport report = run(EACH, bundle().rule("a", "span.failed", CatalogFixture.failing()));

        assertThat(outcomes(report)).containsExactly("a CREATED 1");
        assertThat(report.results().get(0).storedDisabled()).isTrue();
        assertThat(report.results().get(0).failingTests())
                .extracting(TestFailure::message)
                .containsExactly("expected VIOLATED, but it is SATISFIED");
        assertThat(fixture.judging()).isEmpty();
        assertThat(catalog.get("a").rule().enabled()).isFalse();
    }

    @Test
    void changeOfAJudgingRuleWithAFailingTest_isRefused() {
        run(EACH, bundle().rule("a", "span.failed"));
        ImportReport report = run(EACH, bundle().rule("a", "span.failed", CatalogFixture.failing()));

        assertThat(outcomes(report)).containsExactly("a REFUSED 1");
        assertThat(report.results().get(0).failingTests()).hasSize(1);
        assertThat(fixture.judging()).containsExactly("a");
    }

    @Test
    void idOrNameGivenTwice_isAnErrorThatNamesBothPlaces() {
        ImportReport report = run(
                EACH,
                bundle().rule("a", "span.failed")
                        .rule("a", "span.orphan")
                        .list("l", "x")
                        .list("l", "y"));

        assertThat(outcomes(report)).containsExactly("l CREATED 1", "l REFUSED 0", "a CREATED 1", "a REFUSED 0");
        assertThat(report.results().get(1).error()).endsWith("list 'l' is defined twice: LIST l and LIST l");
        assertThat(report.results().get(3).error()).endsWith("rule 'a' is defined twice: rules[0] and rules[1]");
    }

    @Test
    void rulesMaySwapTheirNames() {
        run(EACH, bundle().titled("a", "first").titled("b", "second"));
        ImportReport report = run(EACH, bundle().titled("a", "second").titled("b", "first"));

        assertThat(outcomes(report)).containsExactly("a UPDATED 2", "b UPDATED 2");
    }

    @Test
    void nameOfAnotherRule_isRefused() {
        run(EACH, bundle().titled("a", "first"));
        ImportReport report =
                run(EACH, bundle().titled("b", "first").titled("c", "third").titled("d", "third"));

        assertThat(outcomes(report)).containsExactly("b REFUSED 0", "c CREATED 1", "d REFUSED 0");
        assertThat(report.results().get(0).error()).isEqualTo("the name 'first' is taken by rule 'a'");
        assertThat(report.results().get(2).error()).isEqualTo("the name 'third' is taken by rule 'c'");
    }

    @Test
    void nameThatTwoOfTheBundleWant_goesToNeitherWhereAStoredRuleHasIt() {
        run(EACH, bundle().titled("d", "first"));
        ImportReport report = run(EACH, bundle().titled("b", "first").titled("a", "first"));

        assertThat(outcomes(report)).containsExactly("b REFUSED 0", "a REFUSED 0");
    }

    @Test
    void refusedRule_keepsItsNameFromTheOthers() {
        run(EACH, bundle().titled("a", "first").titled("b", "second"));
        ImportReport report = run(
                EACH,
                bundle().titled("b", "first")
                        .add(new RuleDraft(
                                "a", RuleDefinition.builder("third", "spn").build(), null)));

        assertThat(outcomes(report)).containsExactly("b REFUSED 1", "a REFUSED 1");
    }

    @Test
    void sameFileAgain_isUnchangedAlsoWhereATestFails() {
        CatalogFixture.Bundle failing = bundle().add(CatalogFixture.draft("a", "span.failed", CatalogFixture.failing())
                .enabled(true));
        run(EACH, failing);
        ImportReport again = run(EACH, failing);

        assertThat(outcomes(again)).containsExactly("a UNCHANGED 1");
        assertThat(again.results().get(0).storedDisabled()).isTrue();
    }

    @Test
    void macrosThatDoubleEachOther_areRefusedWhereARuleCallsThem() {
        CatalogFixture.Bundle bundle = bundle().macro("m0", "s -> s.failed");
        for (int i = 1; i < 30; i++) {
            bundle.macro("m" + i, "s -> m" + (i - 1) + "(s) && m" + (i - 1) + "(s)");
        }
        ImportReport report = run(EACH, bundle.rule("a", "m29(span)"));

        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.error()).contains("macros are called more than 256 times"));
    }

    @Test
    void exceptionOfATest_doesNotExpireWithTheYears() {
        RuleTest excepted = new RuleTest("x", Verdict.EXCEPTED, List.of(), "1 - a GET 0 1 ERROR", List.of());
        RuleDefinition rule = RuleDefinition.builder("a", "span.failed")
                .exceptions(List.of(new Exemption("span.name == 'GET'", "o", "r", LocalDate.of(2026, 1, 31))))
                .tests(List.of(excepted))
                .build();

        assertThat(run(EACH, bundle().add(new RuleDraft("a", rule, null)))
                        .results()
                        .get(0)
                        .storedDisabled())
                .isFalse();
    }

    @Test
    void rules_useTheNamesOfTheirBundle() {
        ImportReport report = run(
                EACH,
                bundle().rule("a", "spans(s -> s.tbl =~ list.l && m(s) && lookup.k['x'] == 1)")
                        .list("l", "customers")
                        .macro("m", "s -> s.failed")
                        .lookup("k", "x", 1L));

        assertThat(outcomes(report)).containsExactly("l CREATED 1", "k CREATED 1", "m CREATED 1", "a CREATED 1");
        assertThat(catalog.readers(CatalogFixture.key(Kind.MACRO, "m"))).containsExactly("a");
    }

    @Test
    void r25_changedList_isANewVersionOfTheRulesThatReadIt() {
        run(
                EACH,
                bundle().rule("a", "spans(s -> s.tbl =~ list.l)")
                        .rule("b", "span.failed")
                        .list("l", "x"));
        run(EACH, bundle().list("l", "y"));

        assertThat(catalog.get("a").rule().version()).isEqualTo(2);
        assertThat(catalog.get("b").rule().version()).isEqualTo(1);
        RuleVersion newest = catalog.history("a").get(0);
        assertThat(newest.action()).isEqualTo(Action.NAMES_CHANGED);
        assertThat(newest.reason()).isEqualTo("list 'l'");
        assertThat(newest.actor()).isEqualTo("ann");
    }

    @Test
    void ruleThatChangesWithItsList_isOneNewVersion() {
        run(EACH, bundle().rule("a", "spans(s -> s.tbl =~ list.l)").list("l", "x"));
        ImportReport report = run(
                EACH,
                bundle().rule("a", "spans(s -> s.tbl =~ list.l && s.failed)").list("l", "y"));

        assertThat(outcomes(report)).containsExactly("l UPDATED 2", "a UPDATED 2");
        assertThat(catalog.history("a"))
                .extracting(RuleVersion::action)
                .containsExactly(Action.UPDATED, Action.CREATED);
    }

    @Test
    void nameThatWouldBreakARule_isRefusedAndTheRestIsDone() {
        run(EACH, bundle().rule("a", "spans(s -> m(s))").macro("m", "s -> s.failed"));
        ImportReport report = run(
                EACH,
                bundle().macro("m", "s -> s.faild()")
                        .macro("n", "s -> s.failed")
                        .rule("b", "spans(s -> n(s))"));

        assertThat(outcomes(report)).containsExactly("m REFUSED 1", "n CREATED 1", "b CREATED 1");
        assertThat(report.results().get(0).error())
                .startsWith("with this change of macro 'm' rule 'a' would not judge any more: expression: ");
        assertThat(catalog.get("a").rule().version()).isEqualTo(1);
        assertThat(fixture.judging()).containsExactly("a", "b");
    }

    @Test
    void nameAfterWhichATestFails_isRefused() {
        run(EACH, bundle().list("l", "GET").rule("a", "span.name =~ list.l", CatalogFixture.violatedByGet()));
        ImportReport report = run(EACH, bundle().list("l", "PUT"));

        assertThat(outcomes(report)).containsExactly("l REFUSED 1");
        assertThat(report.results().get(0).error()).contains("1 test of rule 'a' fails");
    }

    @Test
    void ruleThatGoesWithItsName_isDone() {
        run(EACH, bundle().rule("a", "spans(s -> m(s))").macro("m", "s -> s.failed"));
        ImportReport report =
                run(EACH, bundle().rule("a", "spans(s -> m(s, 1))").macro("m", "(s, n) -> s.depth > n"));

        assertThat(outcomes(report)).containsExactly("m UPDATED 2", "a UPDATED 2");
    }

    @Test
    void nameOnWhichARefusedRuleRests_isRefusedToo() {
        run(EACH, bundle().rule("a", "spans(s -> m(s))").macro("m", "s -> s.failed"));
        ImportReport report =
                run(EACH, bundle().rule("a", "spans(s -> m(s, 1) && nix)").macro("m", "(s, n) -> s.depth > n"));

        assertThat(outcomes(report)).containsExactly("m REFUSED 1", "a REFUSED 1");
        assertThat(fixture.judging()).containsExactly("a");
    }

    @Test
    void macroThatTakesTheNameOfALambdasParameter_isRefused() {
        run(EACH, bundle().rule("a", "spans(m -> m.failed)"));

        assertThat(outcomes(run(EACH, bundle().macro("m", "s -> s.failed")))).containsExactly("m REFUSED 0");
        assertThat(fixture.judging()).containsExactly("a");
    }

    @Test
    void badNames_areRefusedWithWhatIsWrong() {
        ImportReport report = run(
                EACH,
                bundle().list("1x", "x")
                        .macro("span", "s -> s.failed")
                        .macro("m", "1 + 1")
                        .macro("n", "s -> {"));

        assertThat(report.results()).extracting(ImportResult::outcome).containsOnly(Outcome.REFUSED);
        assertThat(report.results())
                .extracting(ImportResult::error)
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("name: '1x' is not a name"),
                        error -> assertThat(error).contains("expected a lambda such as s -> s.failed"),
                        error -> assertThat(error).startsWith("expression: line 1, column "),
                        error -> assertThat(error).contains("a macro cannot be named 'span', which is a variable"));
    }

    @Test
    void c6_thousandRules_areImportedLoadedAndJudge() {
        CatalogFixture.Bundle bundle = bundle();
        IntStream.range(0, 1_000).forEach(i -> bundle.rule("r" + i, "span.name == 'op-" + i + "' && span.failed"));

        assertThat(run(EACH, bundle).count(Outcome.CREATED)).isEqualTo(1_000);
        assertThat(fixture.judging()).hasSize(1_000);
        RuleCatalog restarted = fixture.catalog();
        restarted.load();
        assertThat(restarted.current().all()).hasSize(1_000);
    }

    private static CatalogFixture.Bundle bundle() {
        return new CatalogFixture.Bundle();
    }

    private ImportReport run(ImportMode mode, CatalogFixture.Bundle bundle) {
        return catalog.importAll(bundle.build(), mode, "ann");
    }

    private static List<String> outcomes(ImportReport report) {
        return report.results().stream()
                .map(result -> result.id() + " " + result.outcome() + " " + result.version())
                .toList();
    }
}
