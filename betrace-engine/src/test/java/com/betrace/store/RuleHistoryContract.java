package com.betrace.store;

import static com.betrace.store.TestChanges.delete;
import static com.betrace.store.TestChanges.named;
import static com.betrace.store.TestChanges.put;
import static com.betrace.store.TestChanges.rules;
import static com.betrace.store.TestChanges.version;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.RequestException;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every {@link RuleStore} remembers what rules were. */
interface RuleHistoryContract {

    RuleStore store();

    @Test
    default void history_ofARuleThatNeverWas_isEmpty() {
        put(store(), named("a", "a", 1));

        assertThat(store().history("b")).isEmpty();
        assertThat(store().lastVersion("b")).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Action.class, names = "DELETED", mode = EnumSource.Mode.EXCLUDE)
    default void version_saysWhatWasDoneByWhomWhenAndWhy(Action action) {
        RuleVersion version = new RuleVersion(
                FullRule.RULE,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                "zoë <zoe@example.com>",
                action,
                "rolled back to 'version 3'\n-- 💥");
        store().apply(rules(version));

        assertThat(store().history(FullRule.RULE.id())).containsExactly(version);
    }

    @Test
    default void history_isNewestFirstAndGoesOnAfterDeletion() {
        RuleVersion created = version(named("a", "first", 1), Action.CREATED);
        RuleVersion updated = version(named("a", "second", 2), Action.UPDATED);
        RuleVersion deleted = new RuleVersion(updated.rule(), TIME_ZERO.plusSeconds(1), "x", Action.DELETED, "gone");
        RuleVersion again = version(named("a", "third", 3), Action.CREATED);
        List.of(created, updated, deleted, again).forEach(version -> store().apply(rules(version)));

        assertThat(store().history("a")).containsExactly(again, deleted, updated, created);
    }

    @Test
    default void history_ofDeletedRule_isKept() {
        put(store(), named("a", "a", 1));
        delete(store(), "a");

        assertThat(store().history("a"))
                .extracting(RuleVersion::action)
                .containsExactly(Action.DELETED, Action.UPDATED);
    }

    @Test
    default void history_keepsTheNewest() {
        long last = RuleStore.VERSIONS_KEPT + 3;
        LongStream.rangeClosed(1, last).forEach(version -> put(store(), named("a", "a", version)));
        put(store(), named("b", "b", 1));
        delete(store(), "a");

        List<Long> kept = LongStream.iterate(last, version -> version - 1)
                .limit(RuleStore.VERSIONS_KEPT - 1)
                .boxed()
                .toList();
        assertThat(store().history("a")).extracting(RuleVersion::action).startsWith(Action.DELETED, Action.UPDATED);
        assertThat(store().history("a").stream().skip(1).map(RuleVersion::version))
                .isEqualTo(kept);
        assertThat(store().history("b")).hasSize(1);
    }

    @Test
    default void history_ofOneBatch_hasEachOfItsChanges() {
        RuleVersion first = version(named("a", "a", 4), Action.CREATED);
        RuleVersion deleted = version(named("a", "a", 4), Action.DELETED);
        RuleVersion again = version(named("a", "a", 5), Action.CREATED);
        store().apply(rules(first, deleted, again));

        assertThat(store().history("a")).containsExactly(again, deleted, first);
        assertThat(store().list()).containsExactly(again.rule());
    }

    @Test
    default void history_ofABatchThatIsRefused_isAsBefore() {
        put(store(), named("a", "a", 1));

        assertThatThrownBy(() -> put(store(), named("a", "a", 2), named("new", "new", 1), named("b", "new", 1)))
                .isInstanceOf(RequestException.class);

        assertThat(store().history("a")).extracting(RuleVersion::version).containsExactly(1L);
        assertThat(store().history("new")).isEmpty();
        assertThat(store().lastVersion("a")).isEqualTo(1);
        assertThat(store().lastVersion("new")).isZero();
    }

    @Test
    default void lastVersion_outlivesTheRule() {
        put(store(), named("a", "a", 1));
        put(store(), named("a", "a", 7));
        assertThat(store().lastVersion("a")).isEqualTo(7);

        delete(store(), "a");
        assertThat(store().lastVersion("a")).isEqualTo(7);

        put(store(), named("a", "a", 8));
        delete(store(), "a");
        assertThat(store().lastVersion("a")).isEqualTo(8);
    }
}
