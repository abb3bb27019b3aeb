package com.betrace.catalog;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.Severity;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleSet;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.store.RuleChanges;
import com.betrace.testkit.FakeCompiler;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCatalogTest {

    private static final String ACTOR = "ann";

    private final InMemoryRuleStore store = new InMemoryRuleStore();
    private final FakeCompiler compiler = new FakeCompiler();
    private final ManualClock clock = new ManualClock();
    private final RuleCatalog catalog = new RuleCatalog(store, compiler, new Settings(clock, () -> 0, Map.of()));

    @Test
    void create_storesCompilesAndPublishes() {
        CatalogedRule created = catalog.create(draft("", "Detect errors!", "name GET"), ACTOR);

        Rule expected = new Rule(
                "detect-errors", draft("", "Detect errors!", "name GET").definition(), true, TIME_ZERO, TIME_ZERO, 1);
        assertThat(created.rule()).isEqualTo(expected);
        assertThat(created.issues()).isEmpty();
        assertThat(store.list()).containsExactly(expected);
        assertThat(catalog.get("detect-errors").rule()).isEqualTo(expected);
        assertThat(judging()).containsExactly(expected);
        assertThat(catalog.current().revision()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Fraud check  before BIG charge, fraud-check-before-big-charge",
        "'  --Übergröße é--  ', ubergro-e-e",
        "a.b_c, a-b-c",
        "２５, 25",
    })
    void emptyId_becomesASlugOfTheName(String name, String id) {
        assertThat(catalog.create(draft("", name, "x"), ACTOR).rule().id()).isEqualTo(id);
    }

    @Test
    void longName_givesAnIdOfAtMost128Characters() {
        String name = "x".repeat(127) + " " + "y".repeat(72);

        assertThat(catalog.create(draft("", name, "x"), ACTOR).rule().id()).isEqualTo("x".repeat(127));
    }

    @Test
    void create_ofDisabledRule_storesItWithoutJudging() {
        CatalogedRule created = catalog.create(draft("a", "a", "x", false), ACTOR);

        assertThat(created.rule().enabled()).isFalse();
        assertThat(judging()).isEmpty();
    }

    @Test
    void create_ofTakenIdOrName_isRefused() {
        catalog.create(draft("a", "first", "x"), ACTOR);

        assertRefused(ErrorCode.ALREADY_EXISTS, () -> catalog.create(draft("a", "second", "x"), ACTOR));
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> catalog.create(draft("b", "first", "x"), ACTOR));
        assertThat(catalog.list(RuleFilter.ALL)).hasSize(1);
        assertThat(judging()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "import", "export", "evaluate", "backtest", "stream", "stats", "groups"})
    void reservedIds_areRefusedAlsoAsSlugs(String reserved) {
        assertThat(violationsOf(draft(reserved, "n", "x")))
                .containsExactly(new FieldViolation("id", "'" + reserved + "' is reserved, choose another"));
        assertThat(violationsOf(draft("", reserved.toUpperCase(), "x")))
                .extracting(FieldViolation::field)
                .containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "-a", ".", "a b", "ä", "a/b", "a\n"})
    void badIds_areRefused(String id) {
        assertThat(violationsOf(draft(id, "n", "x")))
                .containsExactly(new FieldViolation(
                        "id",
                        "'" + id + "' is not an id, expected 1 to 128 characters of a-z, 0-9, '-', '_' and '.',"
                                + " the first a letter or digit"));
    }

    @Test
    void idsUpTo128Characters_areTaken() {
        catalog.create(draft("9" + "a._-".repeat(31) + "abc", "n", "x"), ACTOR);

        assertThat(violationsOf(draft("a".repeat(129), "other", "x"))).hasSize(1);
    }

    @Test
    void nameWithoutLatinLetters_needsAnId() {
        assertThat(violationsOf(draft("", "检查", "x")))
                .containsExactly(
                        new FieldViolation("id", "the name '检查' has no letter or digit of a-z, 0-9 to make an id of"));
        assertThat(catalog.create(draft("check", "检查", "x"), ACTOR).rule().name())
                .isEqualTo("检查");
    }

    @Test
    void allBadFields_areReportedAtOnce() {
        RuleDefinition definition = RuleDefinition.builder(" ", "bad one")
                .description("d".repeat(10_001))
                .tags(List.of("ok", " ", "t".repeat(101)))
                .build();
        RuleDraft draft = new RuleDraft("B", definition, null);

        RequestException refused = catchThrowableOfType(RequestException.class, () -> catalog.create(draft, ACTOR));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused.fields())
                .extracting(FieldViolation::field)
                .containsExactly("id", "name", "description", "tags[1]", "tags[2]", "expression");
        assertThat(refused).hasMessageContaining("name: is required; ");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void namesWithControlCharacters_areRefused() {
        assertThat(violationsOf(draft("a", "two\nlines", "x")))
                .containsExactly(new FieldViolation("name", "has a control character"));
    }

    @Test
    void badExpression_isRefusedWithItsIssuesAndTheCaret() {
        InvalidRuleException refused = catchThrowableOfType(
                InvalidRuleException.class, () -> catalog.create(draft("a", "a", "bad one"), ACTOR));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused).hasMessage("expression: line 1, column 1: 'bad one' is a fake problem\nbad one\n^");
        assertThat(refused.issues())
                .singleElement()
                .extracting(RuleIssue::level)
                .isEqualTo(RuleIssue.Level.ERROR);
        assertThat(store.list()).isEmpty();
        assertThat(catalog.current()).isEqualTo(RuleSet.EMPTY);
    }

    @Test
    void hints_doNotRefuse() {
        assertThat(catalog.create(draft("a", "a", "hint"), ACTOR).issues()).hasSize(1);
    }

    @Test
    void update_replacesAndKeepsIdAndCreation() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        clock.advance(Duration.ofSeconds(5));
        RuleDraft change = new RuleDraft(
                "a",
                RuleDefinition.builder("new", "name PUT")
                        .description("d")
                        .severity(Severity.LOW)
                        .build(),
                null);
        CatalogedRule updated = catalog.update(change, 1L, ACTOR);

        assertThat(updated.rule())
                .isEqualTo(new Rule("a", change.definition(), true, TIME_ZERO, TIME_ZERO.plusSeconds(5), 2));
        assertThat(store.list()).containsExactly(updated.rule());
        assertThat(judging()).containsExactly(updated.rule());
    }

    @Test
    void update_withoutEnabled_leavesItAsItIs() {
        catalog.create(draft("a", "a", "x", false), ACTOR);

        assertThat(catalog.update(draft("a", "b", "x"), null, ACTOR).rule().enabled())
                .isFalse();
        assertThat(catalog.update(draft("a", "b", "x", true), null, ACTOR)
                        .rule()
                        .enabled())
                .isTrue();
    }

    @Test
    void update_thatChangesNothing_makesNoVersion() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        RuleSet before = catalog.current();
        clock.advance(Duration.ofSeconds(5));

        assertThat(catalog.update(draft("a", "a", "x"), null, ACTOR).rule().version())
                .isEqualTo(1);
        assertThat(catalog.current()).isSameAs(before);
    }

    @Test
    void update_ofStaleVersion_isAborted() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        catalog.update(draft("a", "a", "y"), 1L, ACTOR);

        assertThatThrownBy(() -> catalog.update(draft("a", "a", "z"), 1L, ACTOR))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ABORTED))
                .hasMessage("rule 'a' is at version 2, not 1");
        assertThat(catalog.get("a").rule().expression()).isEqualTo("y");
    }

    @Test
    void update_thatIsRefused_leavesTheLiveRule() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        catalog.create(draft("b", "b", "x"), ACTOR);
        RuleSet before = catalog.current();

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> catalog.update(draft("a", "a", "bad"), null, ACTOR));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> catalog.update(draft("a", "", "x"), null, ACTOR));
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> catalog.update(draft("a", "b", "x"), null, ACTOR));
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.update(draft("c", "c", "x"), null, ACTOR));
        assertThat(catalog.current()).isSameAs(before);
        assertThat(catalog.get("a").rule().version()).isEqualTo(1);
    }

    @Test
    void delete_removesTheRule() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        catalog.delete("a", ACTOR);

        assertThat(store.list()).isEmpty();
        assertThat(judging()).isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.get("a"));
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.delete("a", ACTOR));
    }

    @Test
    void versions_goOnWhereADeletedRuleIsCreatedAgain() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        catalog.update(draft("a", "a", "y"), null, ACTOR);
        catalog.delete("a", ACTOR);

        assertThat(catalog.create(draft("a", "a", "x"), ACTOR).rule().version()).isEqualTo(3);
    }

    @Test
    void enableAndDisable_areIdempotent() {
        catalog.create(draft("a", "a", "x"), ACTOR);

        assertThat(catalog.enable("a", ACTOR).rule().version()).isEqualTo(1);
        assertThat(catalog.disable("a", ACTOR).rule().version()).isEqualTo(2);
        assertThat(judging()).isEmpty();
        assertThat(catalog.disable("a", ACTOR).rule().version()).isEqualTo(2);
        assertThat(catalog.enable("a", ACTOR).rule().version()).isEqualTo(3);
        assertThat(judging()).extracting(Rule::version).containsExactly(3L);
        assertThat(store.list()).extracting(Rule::version).containsExactly(3L);
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.enable("b", ACTOR));
        assertRefused(ErrorCode.NOT_FOUND, () -> catalog.disable("b", ACTOR));
    }

    @Test
    void load_publishesWhatCompilesAndKeepsTheRest() {
        store(rule("good", "x"), rule("old", "bad since the last release"));
        catalog.load();

        assertThat(judging()).extracting(Rule::id).containsExactly("good");
        assertThat(catalog.get("old").program()).isNull();
        assertThat(catalog.get("old").issues()).hasSize(1);
        assertRefused(ErrorCode.FAILED_PRECONDITION, () -> catalog.enable("old", ACTOR));
        assertThat(catalog.disable("old", ACTOR).rule().enabled()).isFalse();
        assertThat(catalog.update(draft("old", "old", "x", true), null, ACTOR).issues())
                .isEmpty();
        assertThat(judging()).extracting(Rule::id).containsExactly("good", "old");
    }

    @Test
    void change_compilesOnlyTheRuleThatChanges() {
        catalog.create(draft("a", "a", "x"), ACTOR);
        catalog.create(draft("b", "b", "x"), ACTOR);
        compiler.compiled.clear();
        catalog.update(draft("b", "b", "y"), null, ACTOR);
        catalog.delete("a", ACTOR);

        assertThat(compiler.compiled).extracting(Rule::id).containsExactly("b");
    }

    @Test
    void list_isSortedAndFiltered() {
        catalog.create(listed("c", true, Severity.LOW, "pay", "eu"), ACTOR);
        catalog.create(listed("a", true, Severity.HIGH, "pay"), ACTOR);
        catalog.create(listed("b", false, Severity.HIGH), ACTOR);

        assertThat(ids(RuleFilter.ALL)).containsExactly("a", "b", "c");
        assertThat(ids(new RuleFilter(true, null, List.of()))).containsExactly("a", "c");
        assertThat(ids(new RuleFilter(false, Severity.HIGH, List.of()))).containsExactly("a", "b");
        assertThat(ids(new RuleFilter(false, null, List.of("eu", "pay")))).containsExactly("c");
        assertThat(ids(new RuleFilter(true, Severity.HIGH, List.of("pay")))).containsExactly("a");
    }

    @Test
    void c6_writersOfOneVersion_haveExactlyOneWinner() throws Exception {
        catalog.create(draft("a", "a", "x"), ACTOR);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            for (long version = 1; version <= 20; version++) {
                long expected = version;
                List<Callable<Boolean>> attempts = IntStream.range(0, 4)
                        .<Callable<Boolean>>mapToObj(writer -> () -> wins(writer, expected))
                        .toList();
                int winners = 0;
                for (Future<Boolean> outcome : writers.invokeAll(attempts)) {
                    winners += outcome.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
                assertThat(catalog.get("a").rule().version()).isEqualTo(version + 1);
                assertThat(judging()).isEqualTo(store.list());
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean wins(int writer, long version) {
        try {
            catalog.update(draft("a", "a", "by " + writer + " of " + version), version, ACTOR);
            return true;
        } catch (RequestException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.ABORTED);
            return false;
        }
    }

    private void store(Rule... rules) {
        List<RuleVersion> versions = Arrays.stream(rules)
                .map(rule -> new RuleVersion(rule, TIME_ZERO, ACTOR, Action.CREATED, ""))
                .toList();
        store.apply(new RuleChanges(versions, List.of(), List.of()));
    }

    private List<Rule> judging() {
        List<CompiledRule> all = new ArrayList<>(catalog.current().spanRules());
        all.addAll(catalog.current().traceRules());
        return all.stream().map(CompiledRule::rule).toList();
    }

    private List<String> ids(RuleFilter filter) {
        return catalog.list(filter).stream().map(c -> c.rule().id()).toList();
    }

    private List<FieldViolation> violationsOf(RuleDraft draft) {
        return catchThrowableOfType(RequestException.class, () -> catalog.create(draft, ACTOR))
                .fields();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static RuleDraft draft(String id, String name, String expression) {
        return draft(id, name, expression, null);
    }

    private static RuleDraft draft(String id, String name, String expression, Boolean enabled) {
        return new RuleDraft(
                id,
                RuleDefinition.builder(name, expression)
                        .description("why")
                        .severity(Severity.HIGH)
                        .tags(List.of("t"))
                        .build(),
                enabled);
    }

    private static RuleDraft listed(String id, boolean enabled, Severity severity, String... tags) {
        return new RuleDraft(
                id,
                RuleDefinition.builder(id, "x")
                        .severity(severity)
                        .tags(List.of(tags))
                        .build(),
                enabled);
    }
}
