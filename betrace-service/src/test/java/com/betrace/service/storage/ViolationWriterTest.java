package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.betrace.model.Violation;
import com.betrace.pipeline.Judged;
import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.LiveEvent.Opened;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.live.Subscription;
import com.betrace.service.live.ViolationFilter;
import com.betrace.store.ViolationQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViolationWriterTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final UnreliableStore store = new UnreliableStore();
    private final LiveViolations live = new LiveViolations(100_000);
    private final Subscription watching = live.subscribe(ViolationFilter.ALL, subscription -> {});
    private volatile Throwable laneFailure;
    private ViolationWriter writer = writer(100, 10, SHORT, LONG);

    private ViolationWriter writer(int capacity, int batch, Duration linger, Duration stopTimeout) {
        writer =
                new ViolationWriter(store, live, new WriterOptions(capacity, batch, linger, SHORT, SHORT, stopTimeout));
        return writer;
    }

    private void accept(List<Violation> violations) {
        writer.accept(new Judged(List.copyOf(violations), List.of(), List.of()));
    }

    @AfterEach
    void release() throws Exception {
        store.heal();
        store.open();
        writer.stop();
    }

    private long stored() {
        return store.count(ViolationQuery.newest(1));
    }

    private List<Violation> seenLive() {
        List<Violation> seen = new ArrayList<>();
        for (LiveEvent event = watching.poll(); event != null; event = watching.poll()) {
            seen.add(((Opened) event).violation());
        }
        return seen;
    }

    private Thread lane(List<Violation> violations) {
        Thread lane = new Thread(() -> accept(violations), "lane");
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
        accept(violations(1, 25));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(10, 10));
    }

    @Test
    void batch_thatDoesNotFillIsWrittenAfterItsTime() {
        writer(100, 10, Duration.ofMillis(20), LONG).start();
        accept(violations(1, 3));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(3));
    }

    @Test
    void batch_largerThanTheQueueIsNotWaitedFor() {
        writer(5, 10, LONG, LONG).start();
        accept(violations(1, 5));

        await().untilAsserted(() -> assertThat(store.batches).containsExactly(5));
    }

    @Test
    void lane_waitsWhileTheQueueIsFullAndLosesNothing() throws Exception {
        store.shut();
        writer(5, 5, SHORT, LONG).start();
        accept(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);

        Thread lane = lane(violations(6, 100));
        awaitBlocked(lane);
        assertThat(writer.queued()).isEqualTo(10);

        store.open();
        lane.join();
        writer.stop();
        assertThat(seenLive()).isEqualTo(violations(1, 100));
    }

    @Test
    void lane_thatIsInterruptedStopsWaitingAndTheRestIsCounted() throws Exception {
        store.shut();
        writer(5, 5, SHORT, LONG).start();
        accept(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);
        Thread lane = lane(violations(6, 30));
        awaitBlocked(lane);

        lane.interrupt();
        lane.join();
        store.open();
        writer.stop();

        assertThat(laneFailure).hasMessageStartingWith("20 of 25 violations were not taken");
        assertThat(stored()).isEqualTo(10);
        assertThat(writer.unwritten()).isEqualTo(20);
    }

    @Test
    void severalLanes_keepEachTheirOrderAndLoseNothing() throws Exception {
        writer(7, 5, SHORT, LONG).start();
        List<Thread> lanes = IntStream.range(0, 4)
                .mapToObj(n -> lane(violations(n * 1_000 + 1, n * 1_000 + 500)))
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
        accept(violations(1, 3));
        await().until(() -> store.attempts.get() > 3);

        assertThat(writer.state().healthy()).isFalse();
        assertThat(writer.state().message()).isEqualTo("violations cannot be written, 3 wait: disk is full");
        assertThat(watching.poll()).isNull();

        store.heal();
        await().until(() -> writer.state().healthy());
        await().untilAsserted(() -> assertThat(writer.queued()).isZero());
        assertThat(seenLive()).isEqualTo(violations(1, 3));
    }

    @Test
    void e3_failingStore_makesTheLanesWaitInsteadOfLosingAnything() throws Exception {
        store.failWith(new IllegalStateException("disk is full"));
        writer(5, 5, SHORT, LONG).start();
        Thread lane = lane(violations(1, 40));
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
        accept(violations(1, 5));
        await().until(() -> store.attempts.get() == 1);
        Thread lane = lane(violations(6, 20));
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
                .hasMessageStartingWith("1 of 1 violations were not taken: the writer has stopped");
        assertThat(writer.unwritten()).isEqualTo(1);
    }
}
