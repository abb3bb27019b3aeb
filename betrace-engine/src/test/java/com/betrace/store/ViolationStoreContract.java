package com.betrace.store;

import static com.betrace.store.ViolationQuery.newest;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Explanation;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ViolationStore} does. */
public abstract class ViolationStoreContract extends HandlingContract {

    private static final int ALL = 1_000;

    @Test
    public void emptyStore_hasNothing() {
        assertThat(store().find(newest(1)).violations()).isEmpty();
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isZero();
        assertThat(store().get(id(1))).isEmpty();
        assertThat(store().write(List.of())).isEmpty();
    }

    @Test
    public void violation_comesBackAsItWas() {
        Violation full = new ViolationBuilder(id(1))
                .rule("règle-1", "Großer Betrag 💳", 7)
                .severity(Severity.CRITICAL)
                .mode(RuleMode.SHADOW)
                .trace(new TraceId(-1, Long.MIN_VALUE))
                .span(new SpanId(-2), "zahlung'sdienst", "POST /pay \"now\"; --")
                .foundAt(Instant.parse("2026-01-02T03:04:05.123456Z"))
                .undecided(UndecidedReason.CLOCK_SKEW)
                .fingerprint("00112233445566778899aabbccddeeff")
                .message("line one\nline two\t检查")
                .context(Map.of("größe", "💥", "", "empty key", "empty value", ""))
                .offenders(List.of(new SpanId(-2), spanId("b"), new SpanId(Long.MAX_VALUE)), 250)
                .explanation(new Explanation(
                        List.of(
                                new Explanation.Role(Explanation.RoleName.SUBJECT, spanId("b"), "größe in zahlung"),
                                new Explanation.Role(Explanation.RoleName.MISSING, null, "no \"audit\" came")),
                        List.of(new Explanation.Value("span['größe']", "'💥'")),
                        "audit ended 1ms before it"))
                .build();
        store().write(List.of(full));

        assertThat(store().get(id(1))).contains(full);
        assertThat(store().find(ViolationQuery.newest(ViolationCriteria.ALL, 1)).violations())
                .containsExactly(full);
    }

    @Test
    public void violationWithoutSpan_comesBackWithoutSpan() {
        Violation bare = new ViolationBuilder(id(1))
                .severity(Severity.INFO)
                .span(null, "", "")
                .foundAt(Instant.EPOCH)
                .message("")
                .offenders(List.of(), 0)
                .build();
        store().write(List.of(bare));

        assertThat(store().get(id(1))).contains(bare);
    }

    @Test
    public void write_opensInTheOrderGivenWithGrowingSeq() {
        List<StoredViolation> first = store().write(List.of(violation(3), violation(1)));
        List<StoredViolation> second = store().write(List.of(violation(2)));

        assertThat(first).extracting(StoredViolation::seq).containsExactly(1L, 2L);
        assertThat(first).extracting(StoredViolation::change).containsOnly(Change.OPENED);
        assertThat(first).extracting(StoredViolation::violation).containsExactly(violation(3), violation(1));
        assertThat(second).extracting(StoredViolation::seq).containsExactly(3L);
    }

    @Test
    public void write_ofTheSameAgain_changesNothing() {
        store().write(List.of(violation(1)));
        StoredViolation again = store().write(List.of(at(violation(1), TIME_ZERO.plusSeconds(5))))
                .get(0);

        assertThat(again).isEqualTo(new StoredViolation(1, violation(1), violation(1), Change.UNCHANGED));
        assertThat(store().get(id(1))).contains(violation(1));
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    public void write_withAnotherMessage_revises() {
        store().write(List.of(violation(1), violation(2)));
        Violation told = at(withMessage(violation(1), "now we know more"), TIME_ZERO.plusSeconds(5));
        StoredViolation revised = store().write(List.of(told)).get(0);

        assertThat(revised.seq()).isEqualTo(1);
        assertThat(revised.change()).isEqualTo(Change.REVISED);
        assertThat(revised.violation())
                .isEqualTo(revision(withMessage(violation(1), "now we know more"), 2))
                .satisfies(v -> assertThat(v.foundAt()).isEqualTo(TIME_ZERO));
        assertThat(store().get(id(1))).contains(revised.violation());
        assertThat(store().find(newest(ALL)).violations())
                .extracting(Violation::id)
                .containsExactly(id(2), id(1));
    }

    @Test
    public void write_withOtherOffenders_revises() {
        store().write(List.of(violation(1)));

        assertThat(store().write(List.of(withOffenders(violation(1), List.of(spanId("b")), 1))))
                .extracting(StoredViolation::change)
                .containsExactly(Change.REVISED);
        assertThat(store().write(List.of(withOffenders(violation(1), List.of(spanId("b")), 200))))
                .extracting(StoredViolation::change)
                .containsExactly(Change.REVISED);
        assertThat(store().get(id(1))).get().satisfies(v -> {
            assertThat(v.revision()).isEqualTo(3);
            assertThat(v.offenders()).containsExactly(spanId("b"));
            assertThat(v.offenderCount()).isEqualTo(200);
        });
    }

    @Test
    public void write_ofOneIdTwiceInABatch_seesItsOwnFirstWrite() {
        Violation other = withMessage(violation(1), "other");
        List<StoredViolation> stored = store().write(List.of(violation(1), other, other, violation(2)));

        assertThat(stored)
                .extracting(StoredViolation::change)
                .containsExactly(Change.OPENED, Change.REVISED, Change.UNCHANGED, Change.OPENED);
        assertThat(stored).extracting(StoredViolation::seq).containsExactly(1L, 1L, 1L, 2L);
        assertThat(stored).extracting(s -> s.violation().revision()).containsExactly(1L, 2L, 2L, 1L);
        assertThat(store().get(id(1))).contains(revision(other, 2));
    }

    @Test
    public void write_thatFails_storesNothingOfTheBatch() {
        store().write(List.of(violation(1)));

        assertThatThrownBy(() ->
                        store().write(Arrays.asList(violation(2), withMessage(violation(1), "never stored"), null)))
                .isInstanceOf(RuntimeException.class);
        assertThat(store().find(newest(ALL)).violations()).containsExactly(violation(1));
        assertThat(store().write(List.of(violation(2))).get(0).change()).isEqualTo(Change.OPENED);
    }

    @Test
    public void write_ofALargeBatch_keepsItsOrder() {
        List<Violation> batch =
                IntStream.rangeClosed(1, ALL).mapToObj(n -> violation(n)).toList();
        store().write(batch);

        List<Violation> newestFirst = new ArrayList<>(batch);
        Collections.reverse(newestFirst);
        assertThat(store().find(newest(ALL)).violations()).isEqualTo(newestFirst);
    }

    @Test
    public void find_goesBySeqAndNotByTime() {
        Violation late = at(violation(1), TIME_ZERO.plusSeconds(60));
        Violation early = at(violation(2), TIME_ZERO.minusSeconds(60));
        Violation sameTime = at(violation(3), TIME_ZERO.minusSeconds(60));
        store().write(List.of(late, early, sameTime));

        assertThat(store().find(newest(ALL)).violations()).containsExactly(sameTime, early, late);
        assertThat(store().find(newest(2)).violations()).containsExactly(sameTime, early);
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(3);
    }

    @Test
    public void eachFilter_worksAlone() {
        Violation wanted = violation(1, "r1", traceId(1), Severity.HIGH, "pay", TIME_ZERO);
        Violation other = violation(2, "r2", traceId(2), Severity.LOW, "Pay", TIME_ZERO.plusSeconds(10));
        store().write(List.of(wanted, other));

        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().ruleId("r1").build(), ALL),
                wanted);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().traceId(traceId(1)).build(), ALL),
                wanted);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().severity(Severity.HIGH).build(), ALL),
                wanted);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().service("pay").build(), ALL),
                wanted);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .from(TIME_ZERO.plusSeconds(10))
                                .build(),
                        ALL),
                other);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .until(TIME_ZERO.plusSeconds(10))
                                .build(),
                        ALL),
                wanted);
        assertFinds(ViolationQuery.newest(
                new ViolationCriteria.Builder().ruleId("%").build(), ALL));
        assertFinds(ViolationQuery.newest(
                new ViolationCriteria.Builder().service("").build(), ALL));
    }

    @Test
    public void undecidedAndShadow_areThereForThoseWhoAsk() {
        Violation certain = violation(1);
        Violation doubtful = shown(violation(2), RuleMode.ENFORCE, UndecidedReason.PARTIAL);
        Violation onTrial = shown(violation(3), RuleMode.SHADOW, null);
        store().write(List.of(certain, doubtful, onTrial));

        assertFinds(newest(ALL), certain);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .verdict(Verdict.UNDECIDED)
                                .build(),
                        ALL),
                doubtful);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().mode(RuleMode.SHADOW).build(), ALL),
                onTrial);
        assertFinds(ViolationQuery.newest(ViolationCriteria.ALL, ALL), onTrial, doubtful, certain);
    }

    @Test
    public void violationThatBecomesCertain_isRevised() {
        store().write(List.of(shown(violation(1), RuleMode.ENFORCE, UndecidedReason.PARTIAL)));

        assertThat(store().write(List.of(violation(1))))
                .extracting(StoredViolation::change)
                .containsExactly(Change.REVISED);
        assertFinds(
                newest(ALL),
                copy(
                        violation(1),
                        violation(1).foundAt(),
                        violation(1).message(),
                        violation(1).offenders(),
                        1,
                        2));
    }

    private static Violation shown(Violation v, RuleMode mode, UndecidedReason undecided) {
        return ViolationBuilder.of(v).mode(mode).undecided(undecided).build();
    }

    @Test
    public void timeFilters_includeTheStartAndExcludeTheEnd() {
        Violation before = at(violation(1), TIME_ZERO.minusNanos(1_000));
        Violation exact = at(violation(2), TIME_ZERO);
        Violation after = at(violation(3), TIME_ZERO.plusNanos(1_000));
        store().write(List.of(before, exact, after));

        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().from(TIME_ZERO).build(), ALL),
                after,
                exact);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder().until(TIME_ZERO).build(), ALL),
                before);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .from(TIME_ZERO)
                                .until(TIME_ZERO.plusNanos(1_000))
                                .build(),
                        ALL),
                exact);
        assertFinds(ViolationQuery.newest(
                new ViolationCriteria.Builder().from(TIME_ZERO).until(TIME_ZERO).build(), ALL));
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .from(Instant.MIN)
                                .until(Instant.MAX)
                                .build(),
                        ALL),
                after,
                exact,
                before);
    }

    @Test
    public void filters_combine() {
        Violation wanted = violation(1, "r1", traceId(1), Severity.HIGH, "pay", TIME_ZERO);
        List<Violation> nearMisses = List.of(
                violation(2, "r2", traceId(1), Severity.HIGH, "pay", TIME_ZERO),
                violation(3, "r1", traceId(2), Severity.HIGH, "pay", TIME_ZERO),
                violation(4, "r1", traceId(1), Severity.LOW, "pay", TIME_ZERO),
                violation(5, "r1", traceId(1), Severity.HIGH, "shop", TIME_ZERO),
                violation(6, "r1", traceId(1), Severity.HIGH, "pay", TIME_ZERO.minusSeconds(1)),
                violation(7, "r1", traceId(1), Severity.HIGH, "pay", TIME_ZERO.plusSeconds(1)));
        store().write(List.of(wanted));
        store().write(nearMisses);

        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .ruleId("r1")
                                .traceId(traceId(1))
                                .severity(Severity.HIGH)
                                .service("pay")
                                .from(TIME_ZERO)
                                .until(TIME_ZERO.plusSeconds(1))
                                .build(),
                        ALL),
                wanted);
        assertFinds(
                ViolationQuery.newest(
                        new ViolationCriteria.Builder()
                                .ruleId("r1")
                                .severity(Severity.HIGH)
                                .from(TIME_ZERO)
                                .build(),
                        ALL),
                nearMisses.get(5),
                nearMisses.get(3),
                nearMisses.get(1),
                wanted);
    }

    @Test
    public void filter_findsARevisionByWhatItSaysNow() {
        store().write(List.of(violation(1, "r1", traceId(1), Severity.LOW, "pay", TIME_ZERO)));
        store().write(List.of(withMessage(violation(1, "r1", traceId(1), Severity.HIGH, "shop", TIME_ZERO), "more")));

        assertFinds(ViolationQuery.newest(
                new ViolationCriteria.Builder().severity(Severity.LOW).build(), ALL));
        assertThat(store().count(
                                new ViolationCriteria.Builder()
                                        .severity(Severity.HIGH)
                                        .service("shop")
                                        .build(),
                                Long.MAX_VALUE))
                .isEqualTo(1);
    }

    @Test
    public void readers_neverSeeHalfABatch() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> reads = List.of(
                    readers.submit(() -> readWholeBatches(writing)), readers.submit(() -> readWholeBatches(writing)));
            for (int n = 1; n < 200; n += 2) {
                store().write(List.of(violation(n), violation(n + 1)));
            }
            writing.set(false);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            writing.set(false);
            readers.shutdownNow();
        }
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(200);
    }

    private int readWholeBatches(AtomicBoolean writing) {
        int reads = 0;
        do {
            assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEven();
            List<Violation> found = store().find(newest(ALL)).violations();
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).id()).isEqualTo(id(found.size() - i));
            }
            reads++;
        } while (writing.get());
        return reads;
    }

    private void assertFinds(ViolationQuery query, Violation... expected) {
        assertThat(store().find(query).violations()).containsExactly(expected);
        assertThat(store().count(query.filter(), Long.MAX_VALUE)).isEqualTo(expected.length);
    }

    private static ViolationId id(long number) {
        return new ViolationId(String.format("%032x", number));
    }

    private static Violation violation(long number) {
        return violation(number, "r", traceId(1), Severity.MEDIUM, "api", TIME_ZERO);
    }

    private static Violation violation(
            long number, String ruleId, TraceId trace, Severity severity, String service, Instant foundAt) {
        return new ViolationBuilder(id(number))
                .rule(ruleId, "name of " + ruleId, 1)
                .severity(severity)
                .trace(trace)
                .span(spanId("a"), service, "GET /")
                .foundAt(foundAt)
                .context(Map.of("k", "v"))
                .build();
    }

    private static Violation at(Violation v, Instant foundAt) {
        return copy(v, foundAt, v.message(), v.offenders(), v.offenderCount(), v.revision());
    }

    private static Violation withMessage(Violation v, String message) {
        return copy(v, v.foundAt(), message, v.offenders(), v.offenderCount(), v.revision());
    }

    private static Violation withOffenders(Violation v, List<SpanId> offenders, int count) {
        return copy(v, v.foundAt(), v.message(), offenders, count, v.revision());
    }

    private static Violation revision(Violation v, long revision) {
        return copy(v, v.foundAt(), v.message(), v.offenders(), v.offenderCount(), revision);
    }

    private static Violation copy(
            Violation v, Instant foundAt, String message, List<SpanId> offenders, int offenderCount, long revision) {
        return ViolationBuilder.of(v)
                .foundAt(foundAt)
                .message(message)
                .offenders(offenders, offenderCount)
                .revision(revision)
                .build();
    }
}
