package com.betrace.store;

import static com.betrace.store.TestChanges.delete;
import static com.betrace.store.TestChanges.get;
import static com.betrace.store.TestChanges.named;
import static com.betrace.store.TestChanges.put;
import static com.betrace.store.TestChanges.rules;
import static com.betrace.store.TestChanges.version;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RuleStore} does. */
public abstract class RuleStoreContract implements RuleHistoryContract, SharedNamesContract {

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;
    private static final int MANY = 2_500;

    /** The store under test: empty at the start of each test, the same instance within it. */
    @Override
    public abstract RuleStore store();

    @Test
    public void emptyStore_hasNothing() {
        store().apply(rules());

        assertThat(store().list()).isEmpty();
        assertThat(store().names()).isEmpty();
    }

    @Test
    public void rule_comesBackAsItWas() {
        put(store(), FullRule.RULE);

        assertThat(store().list()).containsExactly(FullRule.RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00.000001Z"})
    public void times_areKeptToTheMicrosecond(Instant time) {
        put(store(), new Rule("a", rule("a", "true").definition(), true, time, time, 1));

        assertThat(get(store(), "a").createdAt()).isEqualTo(time);
        assertThat(get(store(), "a").updatedAt()).isEqualTo(time);
    }

    @Test
    public void emptyTexts_stayEmpty() {
        Rule rule = rule(
                "a", RuleDefinition.builder("n", "").severity(Severity.INFO).build());
        put(store(), rule);

        assertThat(store().list()).containsExactly(rule);
    }

    @Test
    public void list_isSortedByIdWhateverTheOrderOfInsertion() {
        List.of("b", "a-b", "a", "10", "9", "a.b", "a_b", "ab").forEach(id -> put(store(), rule(id, "true")));

        assertThat(store().list()).extracting(Rule::id).containsExactly("10", "9", "a", "a-b", "a.b", "a_b", "ab", "b");
    }

    @Test
    public void ruleOfALaterVersion_replacesEverything() {
        put(
                store(),
                new Rule(
                        FullRule.RULE.id(),
                        FullRule.RULE.definition(),
                        true,
                        TIME_ZERO,
                        TIME_ZERO,
                        3,
                        FullRule.RULE.provenance(),
                        FullRule.RULE.overrides()));
        Rule next = named(FullRule.RULE.id(), "new", 5);
        put(store(), next);

        assertThat(store().list()).containsExactly(next);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    public void ruleOfNoLaterVersion_isAborted(long version) {
        Rule stored = named("a", "a", 3);
        put(store(), stored);

        assertRefused(ErrorCode.ABORTED, "rule 'a' is at version 3", () -> put(store(), named("a", "b", version)));
        assertThat(store().list()).containsExactly(stored);
    }

    @Test
    public void ruleThatIsCreatedAgain_goesOnFromItsLastVersion() {
        put(store(), named("a", "a", 3));
        delete(store(), "a");

        assertRefused(ErrorCode.ABORTED, "rule 'a' was at version 3", () -> put(store(), named("a", "a", 3)));
        assertThat(store().list()).isEmpty();

        put(store(), named("a", "a", 4));
        assertThat(get(store(), "a").version()).isEqualTo(4);
    }

    @Test
    public void deletion_freesTheName() {
        put(store(), named("a", "name", 1));
        delete(store(), "a");
        put(store(), named("b", "name", 1));

        assertThat(store().list()).extracting(Rule::id).containsExactly("b");
    }

    @Test
    public void deletion_ofMissingRule_isNotFound() {
        assertRefused(
                ErrorCode.NOT_FOUND, "'a'", () -> store().apply(rules(version(named("a", "a", 1), Action.DELETED))));
    }

    @Test
    public void deletion_ofARuleThatHasChangedSince_isAborted() {
        Rule stored = named("a", "a", 2);
        put(store(), stored);

        assertRefused(
                ErrorCode.ABORTED,
                "rule 'a' is at version 2, not 1",
                () -> store().apply(rules(version(named("a", "a", 1), Action.DELETED))));
        assertThat(store().list()).containsExactly(stored);
    }

    @Test
    public void takenName_isRefusedWithTheRuleThatHasIt() {
        Rule first = named("b", "Größe", 1);
        Rule second = named("c", "other", 1);
        put(store(), first, second);

        String message = "the name 'Größe' is taken by rule 'b'";
        assertRefused(ErrorCode.ALREADY_EXISTS, message, () -> put(store(), named("a", "Größe", 1)));
        assertRefused(ErrorCode.ALREADY_EXISTS, message, () -> put(store(), named("c", "Größe", 2)));
        assertThat(store().list()).containsExactly(first, second);
    }

    @Test
    public void nameTwiceInABatch_isRefused() {
        assertRefused(
                ErrorCode.ALREADY_EXISTS,
                "the name 'same' is taken by rule 'b'",
                () -> put(store(), named("b", "same", 1), named("a", "same", 1)));
        assertThat(store().list()).isEmpty();
    }

    @Test
    public void names_thatDifferInCaseOrComposition_areDifferent() {
        put(store(), named("a", "é", 1), named("b", "É", 1), named("c", "e\u0301", 1));

        assertThat(store().list()).extracting(Rule::name).containsExactly("é", "É", "e\u0301");
    }

    @Test
    public void batch_maySwapNames() {
        put(store(), named("a", "one", 1), named("b", "two", 1), named("c", "three", 1));
        put(store(), named("a", "two", 2), named("b", "three", 2), named("c", "one", 2));

        assertThat(store().list()).extracting(Rule::name).containsExactly("two", "three", "one");
    }

    @Test
    public void batch_mayTakeNamesThatItFrees() {
        put(store(), named("a", "one", 1), named("b", "two", 1));
        store().apply(rules(
                version(named("new", "one", 1), Action.CREATED),
                version(named("newer", "two", 1), Action.CREATED),
                version(named("a", "renamed", 2), Action.UPDATED),
                version(named("b", "two", 1), Action.DELETED)));

        assertThat(store().list()).extracting(Rule::id).containsExactly("a", "new", "newer");
        assertThat(store().list()).extracting(Rule::name).containsExactly("renamed", "one", "two");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    public void batch_withOneBadChangeAnywhere_changesNothing(int place) {
        Rule stored = named("a", "a", 2);
        put(store(), stored);
        List<Rule> batch = new ArrayList<>(List.of(named("b", "b", 1), named("c", "c", 1)));
        batch.add(place, named("a", "new", 2));

        assertRefused(ErrorCode.ABORTED, "'a'", () -> put(store(), batch.toArray(Rule[]::new)));
        assertThat(store().list()).containsExactly(stored);
    }

    @Test
    public void batch_ofManyRules_isStored() {
        Rule[] first = many(1);
        put(store(), first);
        assertThat(store().list()).containsExactlyInAnyOrder(first);

        Rule[] second = many(2);
        put(store(), second);
        assertThat(store().list()).containsExactlyInAnyOrder(second);
        assertThat(store().history("r7")).hasSize(2);
    }

    private static Rule[] many(long version) {
        return IntStream.range(0, MANY)
                .mapToObj(number -> named("r" + number, "rule " + number, version))
                .toArray(Rule[]::new);
    }

    @Test
    public void writers_racingForOneVersion_haveExactlyOneWinner() throws Exception {
        for (long round = 1; round <= ROUNDS; round++) {
            long version = round;
            long winners = race(writer -> put(store(), named("a", "by " + writer, version)));

            assertThat(winners).isEqualTo(1);
            assertThat(get(store(), "a").version()).isEqualTo(version);
        }
        assertThat(store().history("a")).hasSize(ROUNDS);
    }

    @Test
    public void writers_racingForOneName_haveExactlyOneWinner() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String name = "name " + round;
            String prefix = "r" + round + "-";
            long winners = race(writer -> put(store(), named(prefix + writer, name, 1)));

            assertThat(winners).isEqualTo(1);
        }
        assertThat(store().list()).hasSize(ROUNDS);
    }

    private interface Attempt {
        void by(int writer);
    }

    /** How many of several simultaneous writers were not refused; only a RequestException counts as refused. */
    private static long race(Attempt attempt) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Boolean>> attempts = IntStream.range(0, WRITERS)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        try {
                            attempt.by(writer);
                            return true;
                        } catch (RequestException refused) {
                            return false;
                        }
                    })
                    .toList();
            long winners = 0;
            for (Future<Boolean> outcome : writers.invokeAll(attempts)) {
                winners += outcome.get() ? 1 : 0;
            }
            return winners;
        } finally {
            writers.shutdownNow();
        }
    }

    private static void assertRefused(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
