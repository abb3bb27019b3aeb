package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Completion;
import com.betrace.model.ErrorCode;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RuleStore} does. */
public abstract class RuleStoreContract {

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;

    /** The store under test: empty at the start of each test, the same instance within it. */
    protected abstract RuleStore store();

    @Test
    public void emptyStore_hasNothing() {
        assertThat(store().list()).isEmpty();
        assertThat(store().get("a")).isEmpty();
        assertThat(store().delete("a")).isFalse();
    }

    @Test
    public void rule_comesBackAsItWas() {
        RuleDefinition definition = RuleDefinition.builder(
                        "Großer Betrag 💳 检查", "span['größe'] > 1 && span.name =~ 'a\\\\.b' // 💥")
                .description("line one\nline \"two\"\t'three'; -- DROP TABLE rules")
                .severity(Severity.CRITICAL)
                .tags(List.of("zürich", "a,b", "", "quote\"d", "a,b"))
                .params(Map.of(
                        "count",
                        1_000L,
                        "huge",
                        Long.MAX_VALUE,
                        "share",
                        0.5,
                        "whole",
                        2.0,
                        "on",
                        true,
                        "name",
                        "größe \"x\"",
                        "list",
                        List.of("a", 1L, 2.5, false)))
                .mode(RuleMode.SHADOW)
                .owner("team-zahlung")
                .runbook("https://runbooks.example.com/fraud?a=1&b='2'")
                .controls(List.of("PCI-DSS:10.2", "SOC2:CC7.2"))
                .message("charge ${span.amount} 💳")
                .fingerprint(List.of("span.service", "span['größe']"))
                .onPartial(PartialPolicy.EVALUATE)
                .completion(new Completion(Duration.ofNanos(1_500_001), LocalRootPolicy.PARTIAL))
                .exceptions(List.of(
                        new Exemption("span['tenant'] == 'test'", "team", "load test", LocalDate.of(2027, 1, 31)),
                        new Exemption("span.ok", "team", "for ever", null)))
                .build();
        Rule full = new Rule(
                "fraud.check_1-a",
                definition,
                false,
                Instant.parse("2026-01-02T03:04:05.123456Z"),
                Instant.parse("2262-04-11T23:47:16.854775Z"),
                Long.MAX_VALUE);
        store().insert(full);

        assertThat(store().get("fraud.check_1-a")).contains(full);
        assertThat(store().list()).containsExactly(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00.000001Z"})
    public void times_areKeptToTheMicrosecond(Instant time) {
        store().insert(withTimes(rule("a", "true"), time));

        assertThat(store().get("a")).get().extracting(Rule::createdAt).isEqualTo(time);
    }

    @Test
    public void emptyTexts_stayEmpty() {
        Rule rule = rule(
                "a", RuleDefinition.builder("n", "").severity(Severity.INFO).build());
        store().insert(rule);

        assertThat(store().get("a")).contains(rule);
    }

    @Test
    public void lastVersion_outlivesTheRule() {
        assertThat(store().lastVersion("a")).isZero();
        store().insert(named("a", "a", 1));
        store().replace(named("a", "a", 2), 1);
        assertThat(store().lastVersion("a")).isEqualTo(2);

        store().delete("a");
        assertThat(store().lastVersion("a")).isEqualTo(2);

        store().insert(named("a", "a", 3));
        store().delete("a");
        assertThat(store().lastVersion("a")).isEqualTo(3);
        assertThat(store().lastVersion("b")).isZero();
    }

    @Test
    public void list_isSortedByIdWhateverTheOrderOfInsertion() {
        List.of("b", "a-b", "a", "10", "9", "a.b", "a_b", "ab").forEach(id -> store().insert(rule(id, "true")));

        assertThat(store().list()).extracting(Rule::id).containsExactly("10", "9", "a", "a-b", "a.b", "a_b", "ab", "b");
    }

    @Test
    public void insert_ofTakenId_isRefusedAndChangesNothing() {
        Rule first = rule("a", "true");
        store().insert(first);

        assertRefused(ErrorCode.ALREADY_EXISTS, "'a'", () -> store().insert(named("a", "other name", 1)));
        assertThat(store().list()).containsExactly(first);
    }

    @Test
    public void insert_ofTakenName_isRefusedAndChangesNothing() {
        Rule first = named("a", "Größe", 1);
        store().insert(first);

        assertRefused(ErrorCode.ALREADY_EXISTS, "'Größe'", () -> store().insert(named("b", "Größe", 1)));
        assertThat(store().list()).containsExactly(first);
    }

    @Test
    public void names_thatDifferInCaseOrComposition_areDifferent() {
        store().insert(named("a", "é", 1));
        store().insert(named("b", "É", 1));
        store().insert(named("c", "e\u0301", 1));

        assertThat(store().list()).extracting(Rule::name).containsExactly("é", "É", "e\u0301");
    }

    @Test
    public void replace_ofTheExpectedVersion_replacesEverything() {
        store().insert(rule("a", "true"));
        Rule next = new Rule(
                "a",
                RuleDefinition.builder("new", "span.failed")
                        .description("d")
                        .severity(Severity.LOW)
                        .tags(List.of("t"))
                        .owner("someone else")
                        .build(),
                false,
                TIME_ZERO,
                TIME_ZERO.plusSeconds(9),
                2);
        store().replace(next, 1);

        assertThat(store().get("a")).contains(next);
        assertThat(store().list()).containsExactly(next);
    }

    @Test
    public void replace_ofAnotherVersion_isAbortedAndChangesNothing() {
        Rule stored = named("a", "a", 3);
        store().insert(stored);

        assertRefused(ErrorCode.ABORTED, "'a'", () -> store().replace(named("a", "new", 3), 2));
        assertRefused(ErrorCode.ABORTED, "'a'", () -> store().replace(named("a", "new", 5), 4));
        assertThat(store().list()).containsExactly(stored);
    }

    @Test
    public void replace_ofMissingRule_isNotFound() {
        assertRefused(ErrorCode.NOT_FOUND, "'a'", () -> store().replace(rule("a", "true"), 1));
        assertThat(store().list()).isEmpty();
    }

    @Test
    public void replace_byTakenName_isRefusedAndChangesNothing() {
        Rule a = named("a", "first", 1);
        Rule b = named("b", "second", 1);
        store().insert(a);
        store().insert(b);

        assertRefused(ErrorCode.ALREADY_EXISTS, "'first'", () -> store().replace(named("b", "first", 2), 1));
        assertThat(store().list()).containsExactly(a, b);
    }

    @Test
    public void replace_mayKeepItsName() {
        store().insert(named("a", "name", 1));
        store().replace(named("a", "name", 2), 1);

        assertThat(store().get("a")).get().extracting(Rule::version).isEqualTo(2L);
    }

    @Test
    public void delete_freesIdAndName() {
        store().insert(named("a", "name", 1));

        assertThat(store().delete("a")).isTrue();
        assertThat(store().delete("a")).isFalse();
        assertThat(store().get("a")).isEmpty();

        store().insert(named("b", "name", 1));
        store().insert(named("a", "other", 1));
        assertThat(store().list()).extracting(Rule::id).containsExactly("a", "b");
    }

    @Test
    public void replace_racing_hasExactlyOneWinnerPerVersion() throws Exception {
        store().insert(named("a", "a", 1));
        for (int round = 1; round <= ROUNDS; round++) {
            long version = round;
            long winners = race(writer -> {
                Rule next = new Rule(
                        "a",
                        RuleDefinition.builder("a", "true")
                                .description("by " + writer)
                                .build(),
                        true,
                        TIME_ZERO,
                        TIME_ZERO,
                        version + 1);
                store().replace(next, version);
                return null;
            });
            assertThat(winners).isEqualTo(1);
            assertThat(store().get("a")).get().extracting(Rule::version).isEqualTo(version + 1);
        }
    }

    @Test
    public void insert_racingForOneName_hasExactlyOneWinner() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String name = "name " + round;
            String prefix = "r" + round + "-";
            long winners = race(writer -> {
                store().insert(named(prefix + writer, name, 1));
                return null;
            });
            assertThat(winners).isEqualTo(1);
        }
        assertThat(store().list()).hasSize(ROUNDS);
    }

    private interface Attempt {
        Object by(int writer) throws Exception;
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

    private static void assertRefused(ErrorCode code, String named, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(named);
    }

    private static Rule named(String id, String name, long version) {
        return new Rule(id, RuleDefinition.builder(name, "true").build(), true, TIME_ZERO, TIME_ZERO, version);
    }

    private static Rule withTimes(Rule rule, Instant time) {
        return new Rule(rule.id(), rule.definition(), true, time, time, rule.version());
    }
}
