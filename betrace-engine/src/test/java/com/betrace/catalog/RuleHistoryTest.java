package com.betrace.catalog;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.rule.RuleIssue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rule was, who changed it, what tests forbid, and what the configuration sets. */
class RuleHistoryTest {

    private final CatalogFixture fixture = new CatalogFixture();
    private final RuleCatalog catalog = fixture.catalog();

    @Test
    void eachChange_isAVersionWithItsActor() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");
        fixture.clock().advance(Duration.ofSeconds(1));
        catalog.update(CatalogFixture.draft("a", "span.orphan"), null, "bob");
        catalog.disable("a", "ann");
        catalog.enable("a", "ann");
        catalog.delete("a", "eve");

        assertThat(catalog.history("a"))
                .extracting(version -> version.version() + " " + version.action() + " " + version.actor())
                .containsExactly("4 DELETED eve", "4 ENABLED ann", "3 DISABLED ann", "2 UPDATED bob", "1 CREATED ann");
        assertThat(catalog.history("a").get(3).at()).isEqualTo(TIME_ZERO.plusSeconds(1));
        assertThatThrownBy(() -> catalog.history("b")).hasMessage("rule 'b' does not exist");
    }

    @Test
    void rollBack_isANewVersionThatIsTheOldOne() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");
        catalog.update(CatalogFixture.draft("a", "span.orphan"), null, "bob");
        catalog.disable("a", "ann");
        CatalogedRule back = catalog.rollBack("a", 1, 3L, "eve");

        assertThat(back.rule().expression()).isEqualTo("span.failed");
        assertThat(back.rule().version()).isEqualTo(4);
        assertThat(back.rule().enabled()).as("stays as it is").isFalse();
        RuleVersion newest = catalog.history("a").get(0);
        assertThat(newest.action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(newest.reason()).isEqualTo("to version 1");
    }

    @Test
    void rollBack_toWhatItIs_makesNoVersion() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");

        assertThat(catalog.rollBack("a", 1, null, "eve").rule().version()).isEqualTo(1);
    }

    @Test
    void rollBack_ofAnUnknownVersionRuleOrState_isRefused() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");

        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.rollBack("a", 7, null, "eve"));
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.rollBack("b", 1, null, "eve"));
        assertRefused(ErrorCode.ABORTED, () -> catalog.rollBack("a", 1, 9L, "eve"));
    }

    @Test
    void createdRuleWithAFailingTest_isStoredDisabledAndTellsIt() {
        CatalogedRule created =
                catalog.create(CatalogFixture.draft("a", "span.failed", CatalogFixture.failing()), "ann");

        assertThat(created.rule().enabled()).isFalse();
        assertThat(created.failingTests().get()).hasSize(1);
        assertThat(fixture.judging()).isEmpty();
    }

    @Test
    void judgingRule_isNotChangedIntoOneWhoseTestsFail() {
        catalog.create(CatalogFixture.draft("a", "span.failed"), "ann");

        assertThatThrownBy(() ->
                        catalog.update(CatalogFixture.draft("a", "span.failed", CatalogFixture.failing()), null, "ann"))
                .isInstanceOf(FailingTestsException.class)
                .hasMessage("1 test of rule 'a' fails: 'never': expected VIOLATED, but it is SATISFIED");
        assertThat(catalog.get("a").rule().version()).isEqualTo(1);
    }

    @Test
    void disabledRule_mayBeChangedButNotEnabledAsLongAsItsTestsFail() {
        catalog.create(CatalogFixture.draft("a", "span.failed").enabled(false), "ann");
        catalog.update(CatalogFixture.draft("a", "span.failed", CatalogFixture.failing()), null, "ann");

        assertRefused(ErrorCode.FAILED_PRECONDITION, () -> catalog.enable("a", "ann"));
        assertRefused(
                ErrorCode.FAILED_PRECONDITION,
                () -> catalog.update(
                        CatalogFixture.draft("a", "span.failed", CatalogFixture.failing())
                                .enabled(true),
                        null,
                        "ann"));
        catalog.update(CatalogFixture.draft("a", "span.name == 'GET'", CatalogFixture.failing()), null, "ann");
        assertThat(catalog.enable("a", "ann").rule().enabled()).isTrue();
    }

    @Test
    void r25_configuredParameters_areANewVersion() {
        RuleDefinition definition = RuleDefinition.builder("a", "span.amount > param.max")
                .params(Map.of("max", 1L))
                .build();
        catalog.create(new RuleDraft("a", definition, null), "ann");

        RuleCatalog configured = fixture.catalog(Map.of("a", Map.of("max", 5L), "ghost", Map.of("x", 1L)));
        assertThat(configured.get("a").rule().version()).isEqualTo(2);
        assertThat(configured.get("a").rule().params()).containsEntry("max", 5L);
        assertThat(configured.get("a").rule().definition().params()).containsEntry("max", 1L);
        assertThat(configured.history("a").get(0).action()).isEqualTo(Action.OVERRIDDEN);
        assertThat(configured.unknownOverrides()).containsExactly("ghost");

        RuleCatalog again = fixture.catalog(Map.of("a", Map.of("max", 5L)));
        assertThat(again.get("a").rule().version()).as("nothing changed").isEqualTo(2);
        assertThat(fixture.catalog(Map.of()).get("a").rule().params()).containsEntry("max", 1L);
    }

    @Test
    void overrideOfAParameterThatTheRuleLacks_isAWarning() {
        RuleCatalog configured = fixture.catalog(Map.of("a", Map.of("max", 5L)));
        configured.create(CatalogFixture.draft("a", "span.failed"), "ann");

        assertThat(configured.get("a").issues())
                .extracting(RuleIssue::message)
                .containsExactly("the configuration sets the parameter 'max', which the rule does not have");
    }

    @Test
    void tests_areRunWithTheParametersOfTheRule() {
        RuleDefinition definition = RuleDefinition.builder("a", "span.name == param.name")
                .params(Map.of("name", "GET"))
                .tests(List.of(CatalogFixture.failing()))
                .build();
        RuleCatalog configured = fixture.catalog(Map.of("a", Map.of("name", "PUT")));

        assertThat(configured
                        .create(new RuleDraft("a", definition, null), "ann")
                        .rule()
                        .enabled())
                .isTrue();
    }

    private static void assertRefused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
