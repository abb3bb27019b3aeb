package com.betrace.store;

import static com.betrace.store.ViolationQuery.newest;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.RuleMode;
import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ViolationStore} does when a trace was judged again; part of {@link ViolationStoreContract}. */
public abstract class RetractionContract {

    /** The store under test: empty at the start of each test, the same instance within it. */
    protected abstract ViolationStore store();

    @Test
    public void settlement_retractsWhatWasNotFoundAgain() {
        store().write(List.of(of(1), of(2), of(3)));

        List<StoredViolation> results = store().write(List.of(settled(2)));

        assertThat(results)
                .containsExactly(
                        new StoredViolation(1, of(1).asRetracted(), of(1), Change.RETRACTED),
                        new StoredViolation(3, of(3).asRetracted(), of(3), Change.RETRACTED));
        assertThat(store().get(id(1))).contains(of(1).asRetracted());
        assertThat(store().get(id(2))).contains(of(2));
    }

    @Test
    public void retracted_areThereForThoseWhoAsk() {
        store().write(List.of(of(1), of(2), settled(2)));

        assertThat(store().find(newest(10)).violations()).containsExactly(of(2));
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(store().find(inState(ViolationState.RETRACTED)).violations()).containsExactly(of(1).asRetracted());
        assertThat(store().count(inState(ViolationState.RETRACTED).filter(), Long.MAX_VALUE))
                .isEqualTo(1);
        assertThat(store().find(inState(null)).violations()).containsExactly(of(2), of(1).asRetracted());
    }

    @Test
    public void settlement_again_changesNothing() {
        store().write(List.of(of(1), settled()));

        assertThat(store().write(List.of(settled()))).isEmpty();
        assertThat(store().write(List.of(settled(), settled()))).isEmpty();
        assertThat(store().get(id(1))).get().extracting(Violation::revision).isEqualTo(2L);
    }

    @Test
    public void settlement_ofATraceWithoutViolations_changesNothing() {
        assertThat(store().write(List.of(settled(1)))).isEmpty();
        assertThat(store().write(List.of(of(1)))).containsExactly(new StoredViolation(1, of(1), null, Change.OPENED));
    }

    @Test
    public void retracted_foundAgain_standsAsTheNextRevision() {
        store().write(List.of(of(1), settled()));
        Violation later =
                ViolationBuilder.of(of(1)).foundAt(TIME_ZERO.plusSeconds(9)).build();

        StoredViolation again = store().write(List.of(later)).get(0);

        Violation standing = ViolationBuilder.of(of(1)).revision(3).build();
        assertThat(again).isEqualTo(new StoredViolation(1, standing, of(1).asRetracted(), Change.REVISED));
        assertThat(store().find(newest(10)).violations()).containsExactly(standing);
    }

    @Test
    public void settlement_leavesOtherRulesAndTracesAlone() {
        Violation ofSpanRule =
                ViolationBuilder.of(of(1)).rule("span-rule", "n", 1).build();
        Violation ofOtherTrace = ViolationBuilder.of(of(2)).trace(traceId(2)).build();
        store().write(List.of(ofSpanRule, ofOtherTrace));

        assertThat(store().write(List.of(settled()))).isEmpty();
        assertThat(store().find(newest(10)).violations()).containsExactly(ofOtherTrace, ofSpanRule);
    }

    @Test
    public void settlementOfNoRule_changesNothing() {
        store().write(List.of(of(1)));

        assertThat(store().write(List.of(new Settlement(traceId(1), Set.of(), Set.of()))))
                .isEmpty();
        assertThat(store().get(id(1))).contains(of(1));
    }

    @Test
    public void updatesOfOneBatch_areAppliedOneAfterTheOther() {
        store().write(List.of(of(1)));

        List<StoredViolation> results = store().write(List.of(of(2), settled(2), of(1), settled(1), of(3), settled(1)));

        assertThat(results)
                .extracting(stored -> stored.seq() + " " + stored.change() + " "
                        + stored.violation().revision())
                .containsExactly(
                        "2 OPENED 1", "1 RETRACTED 2", "1 REVISED 3", "2 RETRACTED 2", "3 OPENED 1", "3 RETRACTED 2");
        assertThat(store().find(newest(10)).violations())
                .extracting(Violation::id)
                .containsExactly(id(1));
        assertThat(store().find(inState(ViolationState.RETRACTED)).violations())
                .extracting(Violation::id)
                .containsExactly(id(3), id(2));
    }

    @Test
    public void settlementBeforeTheViolation_doesNotRetractIt() {
        assertThat(store().write(List.of(settled(), of(1))))
                .extracting(StoredViolation::change)
                .containsExactly(Change.OPENED);
        assertThat(store().find(newest(10)).violations()).containsExactly(of(1));
    }

    @Test
    public void undecidedAndShadow_areRetractedToo() {
        Violation doubtful =
                ViolationBuilder.of(of(1)).undecided(UndecidedReason.PARTIAL).build();
        Violation onTrial = ViolationBuilder.of(of(2)).mode(RuleMode.SHADOW).build();
        store().write(List.of(doubtful, onTrial));

        assertThat(store().write(List.of(settled())))
                .extracting(StoredViolation::violation)
                .containsExactly(doubtful.asRetracted(), onTrial.asRetracted());
        assertThat(store().find(inState(ViolationState.OPEN)).violations()).isEmpty();
    }

    @Test
    public void late_staysThroughRevisionsAndRetraction() {
        Violation late = of(1).asLate();
        store().write(List.of(
                late, ViolationBuilder.of(of(1)).message("more is known").build(), settled(), of(1)));

        assertThat(store().get(id(1))).get().satisfies(found -> {
            assertThat(found.late()).isTrue();
            assertThat(found.retracted()).isFalse();
            assertThat(found.revision()).isEqualTo(4);
        });
    }

    @Test
    public void foundInTimeAndAgainLate_isNotLate() {
        store().write(List.of(of(1)));

        assertThat(store().write(List.of(of(1).asLate())))
                .extracting(StoredViolation::change)
                .containsExactly(Change.UNCHANGED);
        assertThat(store().get(id(1))).contains(of(1));
    }

    @Test
    public void manySettlements_retractEachOfItsTrace() {
        List<Violation> violations = new ArrayList<>();
        List<Settlement> settlements = new ArrayList<>();
        for (int n : IntStream.rangeClosed(1, 1_200).toArray()) {
            violations.add(ViolationBuilder.of(of(n)).trace(new TraceId(9, n)).build());
            settlements.add(new Settlement(new TraceId(9, n), Set.of("r"), n % 2 == 0 ? Set.of(id(n)) : Set.of()));
        }
        store().write(violations);

        assertThat(store().write(settlements))
                .hasSize(600)
                .allSatisfy(stored -> assertThat(stored.seq() % 2).isOne());
        assertThat(store().count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(600);
    }

    private static ViolationQuery inState(ViolationState state) {
        return ViolationQuery.newest(
                new ViolationCriteria.Builder().state(state).build(), 1_000);
    }

    /** By rule "r" in trace 1. */
    private static Violation of(long number) {
        return new ViolationBuilder(id(number)).trace(traceId(1)).build();
    }

    /** Trace 1 was judged again by rule "r", which found these. */
    private static Settlement settled(long... found) {
        Set<ViolationId> standing = new HashSet<>();
        for (long number : found) {
            standing.add(id(number));
        }
        return new Settlement(traceId(1), Set.of("r"), standing);
    }

    private static ViolationId id(long number) {
        return new ViolationId(String.format("%032x", number));
    }
}
