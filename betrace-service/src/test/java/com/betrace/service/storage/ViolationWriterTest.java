package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.betrace.model.Handling;
import com.betrace.model.Settlement;
import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.model.ViolationState;
import com.betrace.pipeline.Judged;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.ComponentState;
import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.LiveEvent.Opened;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.live.Subscription;
import com.betrace.service.live.ViolationFilter;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViolationWriterTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final UnreliableStore store = new UnreliableStore();
    private final CountingMetrics metrics = new CountingMetrics();
    private final LiveViolations live = new LiveViolations(100_000);
    private final Subscription watching = live.subscribe(ViolationFilter.ALL, subscription -> {});
    private volatile Throwable laneFailure;
    private ViolationWriter writer = writer(100, 10, SHORT, LONG);

    private ViolationWriter writer(int capacity, int batch, Duration linger, Duration stopTimeout) {
        writer = new ViolationWriter(
                new ViolationWriter.Ports(store, SpanLog.NONE, live, metrics),
                new WriterOptions(capacity, batch, linger, SHORT, SHORT, stopTimeout));
        return writer;
    }

    /** Each for itself, as traces close one after the other. */
    private void accept(List<Violation> violations) {
        violations.forEach(violation -> writer.accept(new Judged(List.of(violation), List.of(), List.of())));
    }

    private void acceptTogether(List<Violation> violations) {
        writer.accept(new Judged(List.copyOf(violations), List.of(), List.of()));
    }

    @AfterEach
    void release() throws Exception {
        store.heal();
        store.open();
        writer.stop();
    }

    private long stored() {
        return store.count(ViolationCriteria.SHOWN, Long.MAX_VALUE);
    }

    private List<Violation> seenLive() {
        List<Violation> seen = new ArrayList<>();
        for (LiveEvent event = watching.poll(); event != null; event = watching.poll()) {
            seen.add(((Opened) event).violation());
        }
        return seen;
    }

    private Thread lane(Runnable work) {
        Thread lane = new Thread(work, "lane");
        lane.setUncaughtExceptionHandler((thread, failure) -> laneFailure = failure);
        lane.start();
        return lane;
    }

    private static void awaitBlocked(Thread lane) {
        await().until(() -> lane.getState() == Thread.State.WAITING);
    }

    @Test
    void violations_areStoredAndThenSeenLiveInTheirOrder() throws Exception {
        writer.start();
        accept(violations(1, 50));
        writer.stop();

        assertThat(stored()).isEqualTo(50);
        assertThat(seenLive()).isEqualTo(violations(1, 50));
        assertThat(writer.unwritten()).isZero();
    }

    @Test
    void violation_isNotSeenLiveBeforeItIsStored() {
        store.shut();
        writer.start();
        accept(violations(1, 1));

        await().until(() -> store.attempts.get() == 1);
        assertThat(watching.poll()).isNull();
        assertThat(writer.queued()).isEqualTo(1);
    }

    @Test
    void batch_isWrittenWhenItIsFullWithoutWaitingLonger() {
        writer(100, 10, LONG, LONG).start();
        accept(violations(1, 23));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(5, 5, 5, 5));
    }

    @Test
    void batch_thatDoesNotFillIsWrittenAfterItsTime() {
        writer(100, 10, Duration.ofMillis(20), LONG).start();
        acceptTogether(violations(1, 3));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(3));
    }

    @Test
    void batch_largerThanTheQueueIsNotWaitedFor() {
        writer(5, 10, LONG, LONG).start();
        acceptTogether(violations(1, 5));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(5));
    }

    @Test
    void whatALaneBringsAtOnce_isTakenWholeAndWrittenInParts() throws Exception {
        writer(5, 10, SHORT, LONG).start();
        acceptTogether(violations(1, 25));
        writer.stop();

        assertThat(store.batches).containsExactly(10, 10, 5);
        assertThat(seenLive()).isEqualTo(violations(1, 25));
    }

    @Test
    void lane_waitsWhileTheQueueIsFullAndLosesNothing() throws Exception {
        store.shut();
        writer(5, 5, SHORT, LONG).start();
        acceptTogether(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);

        Thread lane = lane(() -> accept(violations(6, 100)));
        awaitBlocked(lane);
        assertThat(writer.queued()).isEqualTo(8);

        store.open();
        lane.join();
        writer.stop();
        assertThat(seenLive()).isEqualTo(violations(1, 100));
    }

    @Test
    void lane_thatIsInterruptedStopsWaitingAndTheRestIsCounted() throws Exception {
        store.shut();
        writer(5, 5, SHORT, LONG).start();
        acceptTogether(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);
        acceptTogether(violations(6, 10));
        Thread lane = lane(() -> acceptTogether(violations(11, 30)));
        awaitBlocked(lane);

        lane.interrupt();
        lane.join();
        store.open();
        writer.stop();

        assertThat(laneFailure).hasMessageStartingWith("20 violations were not taken");
        assertThat(stored()).isEqualTo(10);
        assertThat(writer.unwritten()).isEqualTo(20);
    }

    @Test
    void severalLanes_keepEachTheirOrderAndLoseNothing() throws Exception {
        writer(7, 5, SHORT, LONG).start();
        List<Thread> lanes = IntStream.range(0, 4)
                .mapToObj(n -> lane(() -> accept(violations(n * 1_000 + 1, n * 1_000 + 500))))
                .toList();
        for (Thread lane : lanes) {
            lane.join();
        }
        writer.stop();

        List<Violation> seen = seenLive();
        assertThat(seen).hasSize(2_000);
        for (int n = 0; n < 4; n++) {
            List<Violation> ofLane = violations(n * 1_000 + 1, n * 1_000 + 500);
            assertThat(seen).containsSubsequence(ofLane);
        }
    }

    @Test
    void e3_failingStore_isTriedAgainUntilItWorks() {
        store.failWith(new IllegalStateException("disk is full"));
        writer.start();
        acceptTogether(violations(1, 3));
        await().until(() -> store.attempts.get() > 3);

        assertThat(writer.state().healthy()).isFalse();
        assertThat(writer.state().message()).isEqualTo("violations cannot be written, 3 wait: disk is full");
        assertThat(watching.poll()).isNull();

        store.heal();
        await().until(() -> writer.state().healthy());
        await().untilAsserted(() -> assertThat(seenLive()).isEqualTo(violations(1, 3)));
        assertThat(writer.queued()).isZero();
    }

    @Test
    void e3_failingStore_makesTheLanesWaitInsteadOfLosingAnything() throws Exception {
        store.failWith(new IllegalStateException("disk is full"));
        writer(5, 5, SHORT, LONG).start();
        Thread lane = lane(() -> accept(violations(1, 40)));
        awaitBlocked(lane);

        store.heal();
        lane.join();
        writer.stop();

        assertThat(seenLive()).isEqualTo(violations(1, 40));
    }

    @Test
    void error_ofTheStoreDoesNotEndTheWriter() {
        store.failWith(new NoClassDefFoundError("native library is gone"));
        writer.start();
        accept(violations(1, 1));
        await().until(() -> !writer.state().healthy());

        store.heal();

        await().untilAsserted(() -> assertThat(stored()).isEqualTo(1));
    }

    @Test
    void error_ofALiveSubscriberDoesNotEndTheWriter() {
        live.subscribe(ViolationFilter.ALL, subscription -> {
            throw new NoClassDefFoundError("a class is gone");
        });
        writer(100, 1, SHORT, LONG).start();
        accept(violations(1, 2));

        await().untilAsserted(() -> assertThat(stored()).isEqualTo(2));
        assertThat(writer.state().healthy()).isTrue();
    }

    @Test
    void violationThatCanNeverBeStored_isLostAloneAndSaidToBe() throws Exception {
        store.refuse(violation(7).id());
        writer.start();
        accept(violations(1, 20));

        await().until(() -> stored() == 19);
        assertThat(metrics.lost).hasValue(1);
        assertThat(writer.state().level()).isEqualTo(ComponentState.Level.DEGRADED);
        assertThat(writer.state().message()).startsWith("writing; 1 violations since the start could never be stored");

        writer.stop();
        assertThat(writer.unwritten()).isEqualTo(1);
        assertThat(seenLive()).hasSize(19).doesNotContain(violation(7));
    }

    @Test
    void retractedAndLate_areCounted() throws Exception {
        writer.start();
        Settlement nothingStands = new Settlement(violation(1).traceId(), Set.of("slow"), Set.of());
        writer.accept(new Judged(
                List.of(violation(1), nothingStands, violation(2).asLate(), nothingStands), List.of(), List.of()));
        writer.stop();

        assertThat(writer.retracted()).isEqualTo(1);
        assertThat(metrics.retracted).containsExactly(Severity.HIGH);
        assertThat(metrics.late).containsExactly(Severity.HIGH);
    }

    @Test
    void state_ofAWriterThatHasEndedIsUnhealthy() throws Exception {
        writer.start();
        assertThat(writer.state().healthy()).isTrue();

        writer.stop();

        assertThat(writer.state().healthy()).isFalse();
        assertThat(writer.state().message()).isEqualTo("the writer has ended, 0 violations are not written");
    }

    @Test
    void stop_writesWhatIsQueued() throws Exception {
        writer(100, 10, LONG, LONG);
        accept(violations(1, 33));
        writer.start();

        writer.stop();

        assertThat(stored()).isEqualTo(33);
        assertThat(writer.unwritten()).isZero();
    }

    @Test
    void stop_withAFailingStoreEndsAndCountsWhatIsLost() throws Exception {
        store.failWith(new IllegalStateException("disk is full"));
        writer(100, 10, SHORT, Duration.ofMillis(50)).start();
        accept(violations(1, 33));

        writer.stop();

        assertThat(writer.unwritten()).isEqualTo(33);
    }

    @Test
    void stop_withAStoreThatHangsEnds() throws Exception {
        store.shut();
        writer(100, 10, SHORT, Duration.ofMillis(50)).start();
        accept(violations(1, 3));

        writer.stop();

        assertThat(writer.unwritten()).isEqualTo(3);
    }

    @Test
    void stop_letsAWaitingLaneGoAndCountsWhatItBrought() throws Exception {
        store.shut();
        writer(5, 5, SHORT, Duration.ofMillis(50)).start();
        acceptTogether(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);
        acceptTogether(violations(6, 10));
        Thread lane = lane(() -> acceptTogether(violations(11, 20)));
        awaitBlocked(lane);

        writer.stop();
        lane.join();

        assertThat(writer.unwritten()).isEqualTo(20);
    }

    @Test
    void accept_afterTheStopIsRefusedAndCounted() throws Exception {
        writer.start();
        writer.stop();

        assertThatThrownBy(() -> accept(List.of(violation(1))))
                .hasMessageStartingWith("1 violations were not taken: the writer has stopped");
        assertThat(writer.unwritten()).isEqualTo(1);
    }

    @Test
    void handled_isSeenLiveAsARevision() throws Exception {
        writer.start();
        accept(violations(1, 1));
        await().until(() -> stored() == 1);

        StoredViolation handled = writer.handle(
                violation(1).id(),
                new Handling(ViolationState.RESOLVED, "ann", "", violation(1).foundAt()));

        assertThat(handled.violation().state()).isEqualTo(ViolationState.RESOLVED);
        assertThat(watching.poll()).isInstanceOf(Opened.class);
        assertThat(watching.poll())
                .isInstanceOfSatisfying(
                        LiveEvent.Revised.class,
                        revised -> assertThat(revised.violation()).isEqualTo(handled.violation()));
    }
}
