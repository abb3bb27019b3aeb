package com.betrace.store;

import static com.betrace.store.TestChanges.named;
import static com.betrace.store.TestChanges.names;
import static com.betrace.store.TestChanges.removedNames;
import static com.betrace.store.TestChanges.version;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.model.SharedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RuleStore} does with the lists, lookups and macros that rules share. */
interface SharedNamesContract {

    RuleStore store();

    static List<SharedName> values() {
        return List.of(
                name(Kind.LIST, List.of()),
                name(Kind.LIST, List.of("größe \"x\"", "", "true", "1", "null")),
                name(Kind.LIST, List.of(true, false)),
                name(Kind.LIST, List.of(0L, -1L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE)),
                name(Kind.LIST, List.of(2.0, -0.5, 1e300, 1e-300, 0.1, 9.223372036854775807e18)),
                name(Kind.LIST, List.of("a", 1L, 1.0, true)),
                name(Kind.LOOKUP, Map.of()),
                name(Kind.LOOKUP, Map.of("/search", "200ms", "", "empty", "größe", "💳")),
                name(
                        Kind.LOOKUP,
                        Map.of(
                                "text",
                                "1",
                                "long",
                                Long.MAX_VALUE,
                                "double",
                                2.0,
                                "on",
                                true,
                                "many",
                                List.of("a", 1L, 2.0))),
                name(Kind.MACRO, "s -> s['größe'] == \"a\\\\b\"\n  || s.failed // 💥"));
    }

    private static SharedName name(Kind kind, Object value) {
        return name(kind, "name", value);
    }

    private static SharedName name(Kind kind, String name, Object value) {
        return new SharedName(new SharedKey(kind, name), value, Provenance.API, TIME_ZERO, TIME_ZERO, 1);
    }

    @ParameterizedTest
    @MethodSource("values")
    default void value_comesBackAsItWas(SharedName name) {
        store().apply(names(name));

        assertThat(store().names()).containsExactly(name);
    }

    @Test
    default void name_comesBackWithAllThatIsKnownOfIt() {
        SharedName name = new SharedName(
                new SharedKey(Kind.LIST, "größe"),
                List.of("a"),
                Provenance.ofFile("rules/zürich 1.yaml"),
                Instant.parse("2026-01-02T03:04:05.123456Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Long.MAX_VALUE);
        store().apply(names(name));

        assertThat(store().names()).containsExactly(name);
    }

    @Test
    default void names_areSortedByKindThenName() {
        store().apply(names(
                name(Kind.MACRO, "a", "s -> true"),
                name(Kind.LOOKUP, "b", Map.of()),
                name(Kind.LIST, "b", List.of()),
                name(Kind.LIST, "_", List.of()),
                name(Kind.LIST, "a", List.of()),
                name(Kind.LIST, "B", List.of()),
                name(Kind.LOOKUP, "a", Map.of())));

        assertThat(store().names())
                .extracting(name -> name.key().toString())
                .containsExactly(
                        "list 'B'", "list '_'", "list 'a'", "list 'b'", "lookup 'a'", "lookup 'b'", "macro 'a'");
    }

    @Test
    default void names_thatAreGivenAgain_areReplaced() {
        store().apply(names(name(Kind.LIST, "a", List.of(1L)), name(Kind.LIST, "b", List.of(2L))));
        SharedName next = new SharedName(
                new SharedKey(Kind.LIST, "a"),
                List.of(3L),
                Provenance.ofFile("a.yaml"),
                TIME_ZERO,
                TIME_ZERO.plusSeconds(1),
                2);
        store().apply(names(next));

        assertThat(store().names()).containsExactly(next, name(Kind.LIST, "b", List.of(2L)));
    }

    @Test
    default void names_thatAreRemoved_areGoneAndNobodyMindsThoseThatAreNotThere() {
        SharedName kept = name(Kind.LOOKUP, "a", Map.of());
        store().apply(names(name(Kind.LIST, "a", List.of()), kept));
        store().apply(removedNames(new SharedKey(Kind.LIST, "a"), new SharedKey(Kind.MACRO, "a")));

        assertThat(store().names()).containsExactly(kept);
    }

    @Test
    default void names_thatAreRemovedAndGiven_stay() {
        SharedName before = name(Kind.LIST, "a", List.of(1L));
        SharedName after = name(Kind.LIST, "a", List.of(2L));
        store().apply(names(before));
        store().apply(new RuleChanges(List.of(), List.of(after), List.of(after.key())));

        assertThat(store().names()).containsExactly(after);
    }

    @Test
    default void names_beforeABadRule_stayAsTheyWere() {
        SharedName before = name(Kind.LIST, "a", List.of(1L));
        store().apply(names(before));

        RuleChanges bad = new RuleChanges(
                List.of(version(named("none", "none", 1), Action.DELETED)),
                List.of(name(Kind.LIST, "a", List.of(2L)), name(Kind.LIST, "b", List.of())),
                List.of(before.key()));
        assertThatThrownBy(() -> store().apply(bad)).isInstanceOf(RequestException.class);

        assertThat(store().names()).containsExactly(before);
    }
}
