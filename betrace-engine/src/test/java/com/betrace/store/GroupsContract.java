package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Handling;
import com.betrace.model.Settlement;
import com.betrace.model.Severity;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.GroupQuery.Order;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How every {@link ViolationStore} groups violations; part of {@link ViolationStoreContract}. */
public abstract class GroupsContract extends PagesContract {

    /** With how many a minute the store under test has its {@link FloodGuard}. */
    protected static final int MOST_A_MINUTE = 3_000;

    private static final String ONE = "1".repeat(32);
    private static final String TWO = "2".repeat(32);

    @Test
    public void group_saysWhatTheNewestSaysAndWhenAllWereSeen() {
        Violation newest = ViolationBuilder.of(of(2, ONE))
                .rule("r2", "renamed", 2)
                .severity(Severity.CRITICAL)
                .span(null, "shop", "GET /cart")
                .message("größer 💥")
                .foundAt(TIME_ZERO.minusSeconds(5))
                .build();
        store().write(List.of(of(1, ONE), newest));

        assertThat(groups(Order.NEWEST))
                .containsExactly(new ViolationGroup(
                        1,
                        ONE,
                        "r2",
                        "renamed",
                        Severity.CRITICAL,
                        "shop",
                        "GET /cart",
                        "größer 💥",
                        TIME_ZERO.minusSeconds(5),
                        TIME_ZERO,
                        2,
                        0,
                        2,
                        List.of(id(1), id(2))));
    }

    @Test
    public void count_growsOnlyForNewIds() {
        store().write(List.of(of(1, ONE), of(1, ONE)));
        store().write(List.of(ViolationBuilder.of(of(1, ONE)).message("more").build(), of(2, ONE)));
        store().write(List.of(new Settlement(traceId(1), Set.of("r"), Set.of()), of(1, ONE)));

        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::count).containsExactly(2L);
    }

    @Test
    public void count_growsOnceAcrossARetryOfAFailedWrite() {
        store().write(List.of(of(1, ONE)));
        assertThatThrownBy(() -> store().write(Arrays.asList(of(2, ONE), of(3, TWO), null)))
                .isInstanceOf(RuntimeException.class);
        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::count).containsExactly(1L);

        store().write(List.of(of(2, ONE), of(3, TWO)));

        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::count).containsExactly(1L, 2L);
        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::seq).containsExactly(2L, 1L);
    }

    @Test
    public void violationWithoutFingerprint_hasNoGroup() {
        store().write(List.of(of(1, "")));

        assertThat(groups(Order.NEWEST)).isEmpty();
    }

    @Test
    public void exemplars_areTheFirstAndTheNewest() {
        store().write(List.of(of(1, ONE), of(2, ONE), of(3, ONE)));
        store().write(List.of(of(4, ONE), of(5, ONE), of(6, ONE), of(7, ONE)));

        assertThat(groups(Order.NEWEST).get(0).exemplars()).containsExactly(id(1), id(4), id(5), id(6), id(7));
    }

    @Test
    public void open_countsWhatIsViolatedAndNobodyHandled() {
        store().write(List.of(
                of(1, ONE),
                of(2, ONE),
                of(3, ONE),
                ViolationBuilder.of(of(4, ONE))
                        .undecided(UndecidedReason.PARTIAL)
                        .build(),
                ViolationBuilder.of(of(5, ONE)).trace(traceId(2)).build()));
        store().handle(id(1), new Handling(ViolationState.RESOLVED, "ann", "", TIME_ZERO));
        store().write(List.of(new Settlement(traceId(2), Set.of("r"), Set.of())));

        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::open).containsExactly(2L);
    }

    @Test
    public void tooManyAtOnce_areCountedAsSuppressedAndNotKept() {
        List<Violation> flood = LongStream.rangeClosed(1, MOST_A_MINUTE + 5)
                .mapToObj(n -> of(n, ONE))
                .toList();

        List<StoredViolation> results = store().write(flood);
        List<StoredViolation> later = store().write(List.of(
                ViolationBuilder.of(of(9_001, ONE))
                        .foundAt(TIME_ZERO.plusSeconds(60))
                        .build(),
                of(1, ONE),
                ViolationBuilder.of(flood.get(MOST_A_MINUTE))
                        .foundAt(TIME_ZERO.plusSeconds(75))
                        .build()));

        assertThat(results.subList(0, MOST_A_MINUTE))
                .allSatisfy(result -> assertThat(result.change()).isEqualTo(Change.OPENED));
        assertThat(results.subList(MOST_A_MINUTE, flood.size()))
                .allSatisfy(result -> assertThat(result)
                        .isEqualTo(new StoredViolation(0, result.violation(), null, Change.SUPPRESSED)));
        assertThat(later)
                .extracting(StoredViolation::change)
                .containsExactly(Change.OPENED, Change.UNCHANGED, Change.UNCHANGED);
        assertThat(later).extracting(StoredViolation::isKept).containsExactly(true, true, false);
        assertThat(later.get(0).seq()).isEqualTo(MOST_A_MINUTE + 1);
        assertThat(store().count(ViolationCriteria.ALL, Long.MAX_VALUE)).isEqualTo(MOST_A_MINUTE + 1);
        ViolationGroup group = groups(Order.NEWEST).get(0);
        assertThat(group.count()).isEqualTo(MOST_A_MINUTE + 6);
        assertThat(group.suppressed()).isEqualTo(5);
        assertThat(group.lastSeen()).isEqualTo(TIME_ZERO.plusSeconds(60));
        assertThat(group.open()).isEqualTo(MOST_A_MINUTE + 1);
    }

    @Test
    public void groups_areFilteredAndOrdered() {
        Violation early = ViolationBuilder.of(of(1, ONE))
                .foundAt(TIME_ZERO.minusSeconds(60))
                .span(null, "shop", "GET /")
                .build();
        Violation late = ViolationBuilder.of(of(2, TWO))
                .foundAt(TIME_ZERO.minusSeconds(90))
                .severity(Severity.HIGH)
                .rule("other", "n", 1)
                .build();
        store().write(List.of(early, ViolationBuilder.of(early).build(), late));
        store().write(List.of(ViolationBuilder.of(early).build()));
        store().write(List.of(of(3, "3".repeat(32)), of(4, "3".repeat(32))));

        assertThat(groups(Order.NEWEST)).extracting(ViolationGroup::seq).containsExactly(3L, 2L, 1L);
        assertThat(groups(Order.LAST_SEEN)).extracting(ViolationGroup::seq).containsExactly(3L, 1L, 2L);
        assertThat(groups(Order.COUNT)).extracting(ViolationGroup::seq).containsExactly(3L, 2L, 1L);
        assertThat(seqs("other", null, null, null)).containsExactly(2L);
        assertThat(seqs(null, Severity.HIGH, null, null)).containsExactly(2L);
        assertThat(seqs(null, null, "shop", null)).containsExactly(1L);
        assertThat(seqs(null, null, null, TIME_ZERO.minusSeconds(60))).containsExactly(3L, 1L);
    }

    @Test
    public void groups_havePages() {
        store().write(List.of(of(1, ONE), of(2, TWO), of(3, "3".repeat(32))));

        GroupPage first = store().groups(new GroupQuery(null, null, null, null, Order.NEWEST, null, 2));
        store().write(List.of(of(4, "4".repeat(32)), of(5, ONE)));
        GroupPage second = store().groups(new GroupQuery(null, null, null, null, Order.NEWEST, first.next(), 2));

        assertThat(first.groups()).extracting(ViolationGroup::seq).containsExactly(3L, 2L);
        assertThat(second.groups()).extracting(ViolationGroup::seq).containsExactly(1L);
        assertThat(second.next()).isNull();
    }

    private List<ViolationGroup> groups(Order order) {
        return store().groups(new GroupQuery(null, null, null, null, order, null, 100))
                .groups();
    }

    private List<Long> seqs(String rule, Severity severity, String service, Instant from) {
        return store().groups(new GroupQuery(rule, severity, service, from, Order.NEWEST, null, 100)).groups().stream()
                .map(ViolationGroup::seq)
                .toList();
    }

    private static Violation of(long number, String fingerprint) {
        return new ViolationBuilder(id(number))
                .trace(traceId(1))
                .fingerprint(fingerprint)
                .build();
    }

    private static ViolationId id(long number) {
        return new ViolationId(String.format("%032x", number));
    }
}
