package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Handling;
import com.betrace.model.RuleMode;
import com.betrace.model.Settlement;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.ViolationQuery.Order;
import com.betrace.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every {@link ViolationStore} filters, counts and gives pages; part of {@link ViolationStoreContract}. */
public abstract class PagesContract extends RetractionContract {

    private static final int MANY = 10_000;

    @Test
    public void page_endsWhereThereIsNoMore() {
        store().write(numbered(1, 4));
        ViolationQuery two = ViolationQuery.newest(ViolationCriteria.ALL, 2);

        ViolationPage first = store().find(two);
        ViolationPage second = store().find(two.after(first.next()));

        assertThat(first.violations()).containsExactly(numbered(4), numbered(3));
        assertThat(first.next()).isEqualTo(3);
        assertThat(second.violations()).containsExactly(numbered(2), numbered(1));
        assertThat(second.next()).isNull();
        assertThat(store().find(two.after(1))).isEqualTo(ViolationPage.EMPTY);
    }

    @Test
    public void eachFilter_ofManyRows_givesWhatMatchesInBothOrdersAndItsCountAndStatistics() {
        store().write(numbered(1, MANY));
        List<Violation> kept = handledAndRetracted();

        for (ViolationCriteria filter : filters()) {
            List<Violation> expected = kept.stream().filter(filter::matches).toList();
            assertThat(expected).as("%s", filter).isNotEmpty().hasSizeLessThan(MANY + 1);
            assertThat(walk(filter, Order.OLDEST_FIRST)).as("%s", filter).isEqualTo(expected);
            List<Violation> newestFirst = new ArrayList<>(expected);
            Collections.reverse(newestFirst);
            assertThat(walk(filter, Order.NEWEST_FIRST)).as("%s", filter).isEqualTo(newestFirst);
            assertThat(store().count(filter, Long.MAX_VALUE)).as("%s", filter).isEqualTo(expected.size());
            assertThat(store().count(filter, 3)).isEqualTo(Math.min(3, expected.size()));
            assertThat(store().stats(filter, Duration.ofSeconds(7)))
                    .as("%s", filter)
                    .isEqualTo(StatsOf.violations(expected, Duration.ofSeconds(7)));
        }
    }

    /** Some of each state; returns all as they are now, oldest first. */
    private List<Violation> handledAndRetracted() {
        List<Violation> kept = new ArrayList<>(numbered(1, MANY));
        ViolationState[] states = {ViolationState.ACKNOWLEDGED, ViolationState.RESOLVED, ViolationState.FALSE_POSITIVE};
        for (int n = 50; n <= MANY; n += 100) {
            Handling handling = new Handling(states[n / 100 % 3], "ann", "n" + n, TIME_ZERO);
            kept.set(n - 1, store().handle(numbered(n).id(), handling).violation());
        }
        List<Settlement> settlements = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> settled(numbered(n * 99)))
                .toList();
        store().write(settlements).forEach(stored -> kept.set((int) stored.seq() - 1, stored.violation()));
        return kept;
    }

    private static List<ViolationCriteria> filters() {
        Violation one = numbered(4_321);
        Instant from = TIME_ZERO.plusSeconds(30);
        Instant until = TIME_ZERO.plusSeconds(61);
        return List.of(
                ViolationCriteria.ALL,
                ViolationCriteria.SHOWN,
                ViolationCriteria.ALL.with().ruleId("r3").build(),
                ViolationCriteria.ALL.with().traceId(one.traceId()).build(),
                ViolationCriteria.ALL.with().severity(Severity.HIGH).build(),
                ViolationCriteria.ALL.with().service("s2").build(),
                ViolationCriteria.ALL.with().spanName("GET /1").build(),
                ViolationCriteria.ALL.with().control("SOC2:CC1").build(),
                ViolationCriteria.ALL.with().tag("größe 1").build(),
                ViolationCriteria.ALL.with().fingerprint(one.fingerprint()).build(),
                ViolationCriteria.ALL.with().verdict(Verdict.UNDECIDED).build(),
                ViolationCriteria.ALL.with().mode(RuleMode.SHADOW).build(),
                ViolationCriteria.ALL
                        .with()
                        .state(ViolationState.FALSE_POSITIVE)
                        .build(),
                ViolationCriteria.ALL.with().state(ViolationState.RETRACTED).build(),
                ViolationCriteria.ALL.with().from(from).build(),
                ViolationCriteria.ALL.with().until(until).build(),
                ViolationCriteria.ALL.with().from(from).until(until).build(),
                ViolationCriteria.ALL.with().text("GRÖßE 3").build(),
                ViolationCriteria.SHOWN.with().text("3").control("SOC2:CC1").build(),
                ViolationCriteria.SHOWN
                        .with()
                        .control("SOC2:CC1")
                        .tag("größe 1")
                        .service("s2")
                        .build(),
                ViolationCriteria.ALL
                        .with()
                        .state(ViolationState.RESOLVED)
                        .tag("größe 2")
                        .build(),
                ViolationCriteria.ALL
                        .with()
                        .traceId(one.traceId())
                        .text("zahlung")
                        .tag("größe 1")
                        .build(),
                ViolationCriteria.SHOWN
                        .with()
                        .ruleId("r3")
                        .from(from)
                        .until(until)
                        .build());
    }

    @Test
    public void pages_whileRowsArriveAndChange_showNoneTwiceAndSkipNoneThatWasThere() {
        for (Order order : Order.values()) {
            int before = (int) store().count(ViolationCriteria.ALL, Long.MAX_VALUE);
            store().write(numbered(before + 1, before + 500));
            List<ViolationId> there = ids(walk(ViolationCriteria.ALL, order));
            int last = before + 500;
            List<Violation> seen = new ArrayList<>();
            ViolationQuery query = new ViolationQuery(ViolationCriteria.ALL, order, null, 30);
            for (Long next = 0L; next != null && seen.size() < 3 * MANY; ) {
                ViolationPage page = store().find(query);
                seen.addAll(page.violations());
                next = page.next();
                if (next != null) {
                    query = query.after(next);
                    last = disturb(last);
                }
            }
            assertThat(ids(seen)).doesNotHaveDuplicates().containsAll(there);
        }
    }

    /** Adds ten, revises, retracts and handles some; what is added ends soon, so that pages from the oldest on end too. */
    private int disturb(int last) {
        if (last < 900) {
            store().write(numbered(last + 1, last + 10));
        }
        int some = 1 + last * 31 % 450;
        store().write(List.of(
                ViolationBuilder.of(numbered(some)).message("now " + last).build(), settled(numbered(some + 7))));
        Violation other = store().get(numbered(some + 11).id()).orElseThrow();
        if (!other.retracted()) {
            store().handle(other.id(), new Handling(ViolationState.RESOLVED, "ann", "" + last, TIME_ZERO));
        }
        return last < 900 ? last + 10 : last;
    }

    private List<Violation> walk(ViolationCriteria filter, Order order) {
        List<Violation> found = new ArrayList<>();
        ViolationQuery query = new ViolationQuery(filter, order, null, 1_000);
        ViolationPage page = store().find(query);
        found.addAll(page.violations());
        while (page.next() != null) {
            page = store().find(query.after(page.next()));
            found.addAll(page.violations());
        }
        return found;
    }

    private static List<ViolationId> ids(List<Violation> violations) {
        return violations.stream().map(Violation::id).toList();
    }

    private static Settlement settled(Violation violation) {
        return new Settlement(violation.traceId(), Set.of(violation.ruleId()), Set.of());
    }

    private static List<Violation> numbered(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(PagesContract::numbered)
                .toList();
    }

    /** Of every kind; a hundred at almost the same time, but neither in its order nor without ties. */
    private static Violation numbered(int n) {
        return new ViolationBuilder(new ViolationId(String.format("%032x", n)))
                .rule("r" + n % 7, "Zahlung " + n % 7, 1)
                .trace(new TraceId(7, n / 4 + 1))
                .severity(Severity.values()[n % 3 + n % 2])
                .mode(n % 9 == 0 ? RuleMode.SHADOW : RuleMode.ENFORCE)
                .undecided(n % 11 == 0 ? UndecidedReason.PARTIAL : null)
                .span(null, "s" + n % 5, "GET /" + n % 3)
                .foundAt(TIME_ZERO.plusSeconds(n / 100 + n % 13 - 6))
                .fingerprint(String.format("%032x", n % 100))
                .message("Größe " + n % 17)
                .controls(n % 4 == 3 ? List.of() : List.of("SOC2:CC" + n % 4, "PCI:" + n % 2))
                .tags(List.of("größe " + n % 8))
                .build();
    }
}
