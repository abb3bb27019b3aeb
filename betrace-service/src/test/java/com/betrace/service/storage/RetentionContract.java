package com.betrace.service.storage;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.service.storage.RetentionMetrics.Reason;
import com.betrace.store.GroupQuery;
import com.betrace.store.GroupQuery.Order;
import com.betrace.store.TestChanges;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationGroup;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.testkit.TestSpans;
import com.betrace.testkit.ViolationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How violations are removed that need not be kept, whatever the database. */
abstract class RetentionContract {

    static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    final Map<Reason, Integer> removed = new EnumMap<>(Reason.class);
    OpenDatabase database;
    private Instant now = TIME_ZERO;

    abstract OpenDatabase openDatabase();

    @BeforeEach
    void open() {
        database = openDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsRemoved_isFoundByNothing() {
        Violation first = found(1, Severity.LOW, 0);
        database.violations().write(List.of(first));
        at(DAY.multipliedBy(3)).clean();

        for (ViolationCriteria filter : List.of(
                ViolationCriteria.ALL.with().text("broke").build(),
                ViolationCriteria.ALL.with().tag("t").build(),
                ViolationCriteria.ALL.with().from(TIME_ZERO.minus(DAY)).build())) {
            assertThat(database.violations().count(filter, 10)).isZero();
        }
        assertThat(database.violations().write(List.of(first)).get(0).seq()).isEqualTo(2);
    }

    @Test
    void group_goesWhenNothingOfItIsKeptAndItWasNotSeenForTheLongestAge() {
        database.violations().write(List.of(found(1, Severity.LOW, 0)));

        at(DAY.plusSeconds(1)).clean();
        assertThat(groups())
                .extracting(ViolationGroup::count, ViolationGroup::open)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 0L));
        at(DAY.multipliedBy(2).plusSeconds(1)).clean();

        assertThat(groups()).isEmpty();
    }

    @Test
    void rulesAndTheirHistory_stay() {
        TestChanges.put(database.rules(), TestSpans.rule("old", "true"));

        at(DAY.multipliedBy(1_000)).clean();

        assertThat(database.rules().list()).hasSize(1);
        assertThat(database.rules().history("old")).hasSize(1);
    }

    @Test
    void h3_removalWhileViolationsArriveAndAreRead_keepsWritingAndPagesRight() {
        List<Violation> old = IntStream.rangeClosed(1, 5_000)
                .mapToObj(n -> found(n, Severity.LOW, 0))
                .toList();
        List<Violation> young = IntStream.rangeClosed(5_001, 7_000)
                .mapToObj(n -> found(n, Severity.LOW, (int) DAY.toSeconds()))
                .toList();
        database.violations().write(old);
        AtomicBoolean cleaning = new AtomicBoolean(true);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int from = 0; from < young.size(); from += 100) {
                database.violations().write(young.subList(from, from + 100));
            }
        });
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int walks = 0;
            do {
                assertThat(walk()).doesNotHaveDuplicates();
                walks++;
            } while (cleaning.get());
            return walks;
        });

        at(DAY.plusSeconds(1)).clean();
        writer.join();
        cleaning.set(false);

        assertThat(reader.join()).isPositive();
        assertThat(walk()).hasSameElementsAs(young.stream().map(Violation::id).toList());
        assertThat(removed).isEqualTo(Map.of(Reason.AGE, 5_000));
    }

    private List<ViolationId> walk() {
        List<ViolationId> seen = new ArrayList<>();
        ViolationQuery query = ViolationQuery.newest(ViolationCriteria.ALL, 500);
        ViolationPage page = database.violations().find(query);
        page.violations().forEach(violation -> seen.add(violation.id()));
        while (page.next() != null) {
            page = database.violations().find(query.after(page.next()));
            page.violations().forEach(violation -> seen.add(violation.id()));
        }
        return seen;
    }

    final Retention at(Duration later) {
        now = TIME_ZERO.plus(later);
        return retention(0);
    }

    /** Keeps one day, and what is CRITICAL two. */
    final Retention retention(long maxBytes) {
        Map<Severity, Duration> ages = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            ages.put(severity, severity == Severity.CRITICAL ? DAY.multipliedBy(2) : DAY);
        }
        return new Retention(
                removal(),
                new RetentionLimits(ages, maxBytes),
                Duration.ofMinutes(1),
                (reason, violations) -> removed.merge(reason, violations, Integer::sum),
                () -> now);
    }

    final Removal removal() {
        return database.removal();
    }

    final List<Violation> kept() {
        return database.violations()
                .find(ViolationQuery.newest(ViolationCriteria.ALL, 10_000))
                .violations();
    }

    private List<ViolationGroup> groups() {
        return database.violations()
                .groups(new GroupQuery(null, null, null, null, Order.NEWEST, null, 10))
                .groups();
    }

    static Violation found(int number, Severity severity, int second) {
        return new ViolationBuilder(new ViolationId(String.format("%032x", number)))
                .severity(severity)
                .foundAt(TIME_ZERO.plusSeconds(second))
                .fingerprint("1".repeat(32))
                .tags(List.of("t"))
                .build();
    }
}
