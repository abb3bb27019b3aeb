package com.betrace.service.live;

import static com.betrace.service.live.LiveFixtures.drain;
import static com.betrace.service.live.LiveFixtures.opened;
import static com.betrace.service.live.LiveFixtures.retracted;
import static com.betrace.service.live.LiveFixtures.revised;
import static com.betrace.service.live.LiveFixtures.unchanged;
import static com.betrace.service.live.LiveFixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.service.live.LiveEvent.Gap;
import com.betrace.service.live.LiveEvent.Opened;
import com.betrace.service.live.LiveEvent.Retracted;
import com.betrace.service.live.LiveEvent.Revised;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveViolationsTest {

    /** Number 2, as long as it is not certain. */
    private static final Violation UNSURE = violation(2, RuleMode.ENFORCE, UndecidedReason.PARTIAL);

    private final LiveViolations live = new LiveViolations(3);

    private Subscription subscribe(ViolationFilter filter) {
        return live.subscribe(filter, subscription -> {});
    }

    @Test
    void publish_reachesEverySubscriberOnceAndInOrder() {
        Subscription first = subscribe(ViolationFilter.ALL);
        Subscription second = subscribe(ViolationFilter.ALL);

        live.publish(List.of(opened(1), revised(1), opened(2)));

        List<LiveEvent> expected =
                List.of(new Opened(violation(1), 1), new Revised(violation(1), 1), new Opened(violation(2), 2));
        assertThat(drain(first)).isEqualTo(expected);
        assertThat(drain(second)).isEqualTo(expected);
    }

    @Test
    void publish_skipsWhatDidNotChange() {
        AtomicInteger told = new AtomicInteger();
        Subscription subscription = live.subscribe(ViolationFilter.ALL, ready -> told.incrementAndGet());

        live.publish(List.of(unchanged(1)));

        assertThat(subscription.poll()).isNull();
        assertThat(told).hasValue(0);
    }

    @Test
    void publish_showsOnlyCertainViolationsOfEnforcedRules() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(List.of(
                new StoredViolation(1, violation(1, RuleMode.SHADOW, null), null, Change.OPENED),
                new StoredViolation(2, violation(2, RuleMode.ENFORCE, UndecidedReason.PARTIAL), null, Change.OPENED),
                new StoredViolation(2, violation(2), UNSURE, Change.REVISED)));

        assertThat(drain(subscription)).containsExactly(new Revised(violation(2), 2));
    }

    @Test
    void publish_tellsWhenWhatWasShownIsNotAnyMore() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(List.of(
                retracted(1),
                new StoredViolation(2, UNSURE, violation(2), Change.REVISED),
                new StoredViolation(3, violation(3, RuleMode.SHADOW, null), violation(3), Change.REVISED)));

        assertThat(drain(subscription))
                .containsExactly(
                        new Retracted(violation(1).asRetracted(), violation(1), 1),
                        new Retracted(UNSURE, violation(2), 2),
                        new Retracted(violation(3, RuleMode.SHADOW, null), violation(3), 3));
    }

    @Test
    void publish_ofWhatNobodySaw_isSilent() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(List.of(
                new StoredViolation(2, UNSURE.asRetracted(), UNSURE, Change.RETRACTED),
                new StoredViolation(2, UNSURE, UNSURE.asRetracted(), Change.REVISED),
                new StoredViolation(3, violation(3, RuleMode.SHADOW, null), UNSURE, Change.REVISED)));

        assertThat(subscription.poll()).isNull();
    }

    @Test
    void publish_ofWhatWasRetractedAndHoldsAgain_isARevision() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(List.of(new StoredViolation(1, violation(1), violation(1).asRetracted(), Change.REVISED)));

        assertThat(drain(subscription)).containsExactly(new Revised(violation(1), 1));
    }

    @Test
    void retraction_reachesThoseWhoWereShownWhatItTakesBack() {
        Subscription high = subscribe(new ViolationFilter(null, Severity.HIGH, null));
        Subscription low = subscribe(new ViolationFilter(null, Severity.LOW, null));
        Violation nowLow = ViolationBuilder.of(UNSURE).severity(Severity.LOW).build();

        live.publish(List.of(new StoredViolation(2, nowLow, violation(2), Change.REVISED)));

        assertThat(drain(high)).hasSize(1);
        assertThat(drain(low)).isEmpty();
    }

    @Test
    void subscribe_seesNothingPublishedBefore() {
        live.publish(List.of(opened(1)));

        assertThat(subscribe(ViolationFilter.ALL).poll()).isNull();
    }

    @Test
    void position_ofARevisionIsThatOfTheStreamNotOfTheViolation() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(List.of(opened(7), revised(2)));

        assertThat(drain(subscription)).extracting(LiveEvent::position).containsExactly(7L, 7L);
    }

    @Test
    void resumeToken_isVersionedAndOpaque() {
        assertThat(new Opened(violation(1), 1).resumeToken()).isEqualTo("AQAAAAAAAAAB");
        assertThat(new Gap(3, 255).resumeToken()).isEqualTo("AQAAAAAAAAD_");
    }

    @Test
    void ring_losesTheOldestAndSaysSoFirst() {
        Subscription subscription = subscribe(ViolationFilter.ALL);

        live.publish(opened(1, 4));
        live.publish(opened(4, 6));

        assertThat(drain(subscription))
                .containsExactly(
                        new Gap(2, 0),
                        new Opened(violation(3), 3),
                        new Opened(violation(4), 4),
                        new Opened(violation(5), 5));
    }

    @Test
    void gap_isToldForEachLossAnew() {
        Subscription subscription = subscribe(ViolationFilter.ALL);
        live.publish(opened(1, 5));
        assertThat(subscription.poll()).isEqualTo(new Gap(1, 0));

        live.publish(opened(5, 7));

        assertThat(subscription.poll()).isEqualTo(new Gap(2, 1));
        assertThat(subscription.poll()).isEqualTo(new Opened(violation(4), 4));
    }

    @Test
    void d6_slowSubscriber_doesNotCostTheOthersAnything() {
        Subscription slow = subscribe(ViolationFilter.ALL);
        Subscription quick = subscribe(ViolationFilter.ALL);

        for (long seq = 1; seq <= 1_000; seq++) {
            live.publish(List.of(opened(seq)));
            assertThat(drain(quick)).containsExactly(new Opened(violation(seq), seq));
        }

        assertThat(drain(slow)).hasSize(4).first().isEqualTo(new Gap(997, 0));
    }

    @Test
    void filter_runsBeforeTheRing() {
        Violation wanted = violation(1, "lost", Severity.LOW, "cart");
        Subscription subscription = subscribe(new ViolationFilter("lost", null, null));

        live.publish(List.of(new StoredViolation(1, wanted, null, Change.OPENED)));
        live.publish(opened(2, 100));

        assertThat(drain(subscription)).containsExactly(new Opened(wanted, 1));
    }

    @Test
    void filter_matchesEachPartAndAllTogether() {
        Violation violation = violation(1, "slow", Severity.HIGH, "checkout");

        assertThat(ViolationFilter.ALL.matches(violation)).isTrue();
        assertThat(new ViolationFilter("slow", Severity.HIGH, "checkout").matches(violation))
                .isTrue();
        assertThat(new ViolationFilter("other", Severity.HIGH, "checkout").matches(violation))
                .isFalse();
        assertThat(new ViolationFilter(null, Severity.LOW, null).matches(violation))
                .isFalse();
        assertThat(new ViolationFilter(null, null, "cart").matches(violation)).isFalse();
    }

    @Test
    void onReady_isCalledOnceUntilEverythingWasRead() {
        AtomicInteger told = new AtomicInteger();
        Subscription subscription = live.subscribe(ViolationFilter.ALL, ready -> told.incrementAndGet());

        live.publish(List.of(opened(1)));
        live.publish(List.of(opened(2)));
        assertThat(told).hasValue(1);

        subscription.poll();
        live.publish(List.of(opened(3)));
        assertThat(told).as("not drained yet").hasValue(1);

        drain(subscription);
        live.publish(List.of(opened(4)));
        assertThat(told).hasValue(2);
    }

    @Test
    void onReady_isNotCalledForWhatTheFilterRefuses() {
        AtomicInteger told = new AtomicInteger();
        live.subscribe(new ViolationFilter("other", null, null), subscription -> told.incrementAndGet());

        live.publish(List.of(opened(1)));

        assertThat(told).hasValue(0);
    }

    @Test
    void onReady_thatThrowsEndsOnlyItsOwnSubscription() {
        live.subscribe(ViolationFilter.ALL, subscription -> {
            throw new IllegalStateException("executor is shut down");
        });
        Subscription healthy = subscribe(ViolationFilter.ALL);

        live.publish(List.of(opened(1)));

        assertThat(drain(healthy)).hasSize(1);
        assertThat(live.subscribers()).isEqualTo(1);
    }

    @Test
    void close_endsTheSubscriptionAndForgetsWhatWasUnread() {
        Subscription subscription = subscribe(ViolationFilter.ALL);
        live.publish(opened(1, 9));

        subscription.close();
        subscription.close();
        live.publish(List.of(opened(9)));

        assertThat(subscription.poll()).isNull();
        assertThat(live.subscribers()).isZero();
    }

    @Test
    void capacity_belowOneIsRefused() {
        assertThatThrownBy(() -> new LiveViolations(0)).hasMessage("capacity is 0, expected at least 1");
    }
}
