package com.betrace.service.rulesdirectory;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.catalog.RuleDraft;
import com.betrace.catalog.RuleFilter;
import com.betrace.model.ErrorCode;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.health.ComponentState;
import com.betrace.store.InMemoryRuleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files and a real catalog; the test polls by hand. */
class RulesDirectoryTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private Path temporary;

    private final RuleCatalog catalog = new RuleCatalog(
            new InMemoryRuleStore(),
            new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, CLOCK),
            new Settings(CLOCK, () -> 0, Map.of()));
    private final List<LoadOutcome> outcomes = new ArrayList<>();
    private final LoggedEvents log = new LoggedEvents(LoadJournal.class);
    private @Nullable RequestException trouble;
    private int attempts;
    private Path root;
    private RulesDirectory directory;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(temporary.resolve("rules"));
        directory = directory(root, new DirectoryScanner(root));
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private RulesDirectory directory(@Nullable Path configured, Supplier<DirectoryState> scanner) {
        return new RulesDirectory(
                scanner,
                new BundleLoader(new RuleFileParser(), this::synchronize),
                () -> catalog.current().revision(),
                new LoadJournal(configured, outcomes::add));
    }

    private ImportReport synchronize(RuleBundle bundle) {
        attempts++;
        if (trouble != null) {
            throw trouble;
        }
        return catalog.synchronize(bundle);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }

    private static String rule(String id, String expression) {
        return "rules: [{id: " + id + ", name: " + id + " name, expression: \"" + expression + "\"}]\n";
    }

    private List<String> rules() {
        return catalog.list(RuleFilter.ENABLED).stream()
                .map(cataloged -> cataloged.rule().id() + " "
                        + cataloged.rule().expression() + " "
                        + cataloged.rule().provenance())
                .toList();
    }

    private void assertRefused(String... problems) {
        assertThat(directory.health())
                .isEqualTo(ComponentState.degraded(problems.length + (problems.length == 1 ? " problem" : " problems")
                        + ", the rules of the last good state stay: " + String.join("; ", problems)));
    }

    @Test
    void files_areLoadedAtTheStart() throws IOException {
        write("a.yaml", rule("a", "span.failed"));
        write("b.json", "{\"lists\": {\"names\": [\"x\"]}, \"rules\": []}");
        directory.load();

        assertThat(rules()).containsExactly("a span.failed in rules/a.yaml");
        assertThat(catalog.name(new SharedKey(Kind.LIST, "names")).provenance())
                .isEqualTo(Provenance.ofFile("rules/b.json"));
        assertThat(directory.health()).isEqualTo(ComponentState.healthy("1 rule and 1 shared name in 2 files"));
        assertThat(log.take())
                .containsExactly("INFO The rules directory " + root
                        + " is loaded: 1 rule and 1 shared name in 2 files, 2 created");
        assertThat(outcomes).containsExactly(LoadOutcome.LOADED);
    }

    @Test
    void change_isTakenUpByTheNextPoll() throws IOException {
        write("a.yaml", rule("a", "span.failed"));
        write("b.yaml", rule("b", "span.failed"));
        directory.load();
        log.take();
        write("a.yaml", rule("a", "span.name == 'x'"));
        Files.delete(root.resolve("b.yaml"));
        write("c.yaml", rule("c", "span.failed"));
        directory.poll();

        assertThat(rules()).containsExactly("a span.name == 'x' in rules/a.yaml", "c span.failed in rules/c.yaml");
        assertThat(log.take())
                .containsExactly("INFO The rules directory " + root
                        + " is loaded: 2 rules in 2 files, 1 created, 1 updated, 1 deleted");
    }

    @Test
    void noChange_isNotLoadedAgain() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'"));
        directory.load();
        directory.poll();
        directory.poll();

        assertThat(attempts).isEqualTo(1);
        assertThat(outcomes).hasSize(1);
        assertThat(log.take()).hasSize(1);
    }

    @Test
    void malformedFile_changesNothingAndIsSaidOnceWithItsPlace() throws IOException {
        write("a.yaml", rule("a", "span.failed"));
        directory.load();
        log.take();
        write("a.yaml", rule("a", "span.name == 'x'"));
        write("b.yaml", "rules:\n  - {id: b, nome: b}\n");
        directory.poll();
        directory.poll();

        assertThat(rules()).containsExactly("a span.failed in rules/a.yaml");
        assertThat(attempts).isEqualTo(1);
        assertThat(outcomes).containsExactly(LoadOutcome.LOADED, LoadOutcome.REFUSED);
        List<String> logged = log.take();
        assertThat(logged)
                .hasSize(2)
                .startsWith("ERROR The rules directory " + root
                        + " cannot be loaded, and the rules of its last good state stay, for 1 problem:");
        assertThat(logged.get(1)).startsWith("ERROR   rules/b.yaml:2:13: rules[0].nome: ");
        assertThat(directory.health().message()).contains("rules/b.yaml:2:13: rules[0].nome: ");
    }

    @Test
    void everyFileThatCannotBeRead_isNamed() throws IOException {
        write("a.yaml", "rules: [");
        write("b.yaml", "");
        directory.load();

        assertThat(directory.health().message())
                .startsWith("2 problems, ")
                .contains("rules/a.yaml:")
                .contains("rules/b.yaml: ");
    }

    @Test
    void goodAgain_isLoadedAndSaid() throws IOException {
        write("a.yaml", rule("a", "span.failed"));
        directory.load();
        write("a.yaml", "rules: [");
        directory.poll();
        log.take();
        write("a.yaml", rule("a", "span.failed"));
        directory.poll();

        assertThat(directory.health()).isEqualTo(ComponentState.healthy("1 rule in 1 file"));
        assertThat(log.take()).containsExactly("INFO The rules directory " + root + " is good again: 1 rule in 1 file");
        assertThat(outcomes).containsExactly(LoadOutcome.LOADED, LoadOutcome.REFUSED, LoadOutcome.LOADED);
    }

    @Test
    void ruleThatDoesNotCompile_changesNothing() throws IOException {
        write("a.yaml", rule("a", "span.failed"));
        directory.load();
        write("b.yaml", rule("b", "span.name == 'x'"));
        write("c.yaml", rule("c", "nope(span)"));
        directory.poll();

        assertThat(rules()).containsExactly("a span.failed in rules/a.yaml");
        assertThat(directory.health().message())
                .contains("1 problem, ")
                .contains("rules/c.yaml:1: rule 'c': expression, line 1, column 1: ");
    }

    @Test
    void failingTest_changesNothing() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'"));
        directory.load();
        write("a.yaml", """
                rules:
                  - id: a
                    name: a name
                    expression: span.failed
                    tests: [{name: late, expect: VIOLATED, trace: "r - gw GET 0 1"}]
                """);
        directory.poll();

        assertThat(rules()).containsExactly("a span.name == 'x' in rules/a.yaml");
        assertThat(directory.health().message()).contains("rules/a.yaml:2: rule 'a': test 'late': ");
    }

    @Test
    void ruleInTwoFiles_isRefusedWithBothPlaces() throws IOException {
        write("a.yaml", rule("same", "span.name == 'x'"));
        write("b.yaml", "\n" + rule("same", "span.failed"));
        directory.load();

        assertThat(rules()).isEmpty();
        assertRefused("rules/b.yaml:2: rule 'same' is defined twice: rules/a.yaml:1 and rules/b.yaml:2");
    }

    @Test
    void nameInTwoFiles_isRefusedWithBothPlaces() throws IOException {
        write("a.yaml", "lists: {same: [1]}");
        write("b.yaml", "lists: {same: [1]}");
        directory.load();

        assertRefused("rules/b.yaml:1: list 'same' is defined twice: rules/a.yaml:1 and rules/b.yaml:1");
    }

    @Test
    void ruleOfTheApi_isKeptUntilItIsDeletedThere() throws IOException {
        RuleDefinition definition =
                RuleDefinition.builder("over the API", "span.name == 'x'").build();
        catalog.create(new RuleDraft("a", definition, true), "somebody");
        write("a.yaml", rule("a", "span.failed"));
        directory.load();
        directory.poll();

        assertThat(rules()).containsExactly("a span.name == 'x' over the API");
        assertThat(attempts).isEqualTo(1);
        assertRefused("rules/a.yaml:1: rule 'a' is defined twice: in rules/a.yaml and over the API");

        catalog.delete("a", "somebody");
        directory.poll();
        assertThat(rules()).containsExactly("a span.failed in rules/a.yaml");
        assertThat(directory.health().healthy()).isTrue();
    }

    @Test
    void troubleOfTheStore_isTriedAgainWithEachPoll() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'"));
        trouble = new RequestException(ErrorCode.UNAVAILABLE, "the disk is full");
        directory.load();
        directory.poll();
        assertRefused("the rules cannot be changed: the disk is full");
        assertThat(attempts).isEqualTo(2);
        assertThat(log.take()).hasSize(2);

        trouble = null;
        directory.poll();
        assertThat(rules()).hasSize(1);
    }

    @Test
    void missingDirectory_isPickedUpWhenItAppears() throws IOException {
        Files.delete(root);
        directory.load();
        assertRefused(root + ": does not exist");

        Files.createDirectory(root);
        write("a.yaml", rule("a", "span.name == 'x'"));
        directory.poll();
        assertThat(rules()).hasSize(1);
    }

    @Test
    void directoryThatDisappears_leavesItsRules() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'"));
        directory.load();
        Files.move(root, temporary.resolve("moved"));
        directory.poll();

        assertThat(rules()).hasSize(1);
        assertRefused(root + ": does not exist");
    }

    @Test
    void emptyDirectory_hasNoRules() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'"));
        directory.load();
        Files.delete(root.resolve("a.yaml"));
        directory.poll();

        assertThat(rules()).isEmpty();
        assertThat(directory.health()).isEqualTo(ComponentState.healthy("0 rules in 0 files"));
    }

    @Test
    void filesThatChangeWhileTheyAreRead_waitForTheNextPoll() throws IOException {
        List<String> digests = new ArrayList<>(List.of("first", "half", "second", "second", "second"));
        DirectoryState state = DirectoryState.of(List.of(), List.of());
        RulesDirectory changing =
                directory(root, () -> new DirectoryState(state.files(), state.problems(), digests.remove(0)));
        changing.load();
        changing.poll();
        assertThat(attempts).isEqualTo(1);

        changing.poll();
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void noDirectory_removesWhatCameFromOne() throws IOException {
        write("a.yaml", rule("a", "span.name == 'x'") + "lists: {names: [x]}\n");
        directory.load();
        log.take();
        outcomes.clear();
        RulesDirectory none = directory(null, () -> DirectoryState.of(List.of(), List.of()));
        none.load();
        none.poll();

        assertThat(rules()).isEmpty();
        assertThat(log.take())
                .containsExactly(
                        "INFO No rules directory is configured: 1 rule and 1 shared name that came from one are"
                                + " removed");
        assertThat(none.health()).isEqualTo(ComponentState.healthy("none configured"));
        assertThat(outcomes).isEmpty();
    }

    @Test
    void noDirectory_andNothingFromOne_isNotWorthAWord() {
        RulesDirectory none = directory(null, () -> DirectoryState.of(List.of(), List.of()));
        none.load();

        assertThat(log.take()).isEmpty();
        assertThat(none.health()).isEqualTo(ComponentState.healthy("none configured"));
    }
}
