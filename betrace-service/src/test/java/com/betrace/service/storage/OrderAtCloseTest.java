package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.model.CloseReason;
import com.betrace.model.TraceId;
import com.betrace.model.ViolationUpdate;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.Judged;
import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.live.Subscription;
import com.betrace.service.live.ViolationFilter;
import com.betrace.store.ViolationCriteria;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was found is stored, then the trace is marked as closed, then those who watch are told. */
class OrderAtCloseTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final UnreliableStore store = new UnreliableStore();
    private final RecordingLog log = new RecordingLog();
    private final LiveViolations live = new LiveViolations();
    private final Subscription watching = live.subscribe(ViolationFilter.ALL, subscription -> {});
    private ViolationWriter writer;

    private ViolationWriter writer(Duration linger) {
        writer = new ViolationWriter(
                new ViolationWriter.Ports(store, log, live, new CountingMetrics()),
                new WriterOptions(1_000, 1_000, linger, SHORT, SHORT, Duration.ofSeconds(10)));
        return writer;
    }

    @AfterEach
    void release() throws Exception {
        store.heal();
        writer.stop();
    }

    private static CloseMark mark(long trace) {
        return new CloseMark(new TraceId(1, trace), CloseReason.ROOT, 1, trace);
    }

    private static Forgotten forgotten(long trace) {
        return new Forgotten(new TraceId(1, trace), trace);
    }

    private void close(long trace, ViolationUpdate... found) {
        writer.accept(new Judged(List.of(found), List.of(mark(trace)), List.of(forgotten(trace))));
    }

    @Test
    void mark_comesAfterWhatWasFoundIsStoredAndBeforeItIsSeen() throws Exception {
        List<Long> stored = new CopyOnWriteArrayList<>();
        List<LiveEvent> seen = new CopyOnWriteArrayList<>();
        log.beforeMarks(() -> {
            stored.add(store.count(ViolationCriteria.SHOWN, Long.MAX_VALUE));
            LiveEvent event = watching.poll();
            if (event != null) {
                seen.add(event);
            }
        });
        writer(SHORT).start();
        close(1, violation(1));
        writer.stop();

        assertThat(stored).containsExactly(1L);
        assertThat(seen).isEmpty();
        assertThat(watching.poll()).isInstanceOf(LiveEvent.Opened.class);
    }

    @Test
    void marksOfABatch_areToldAtOnceAndBeforeWhatToForget() throws Exception {
        writer(LONG);
        close(1, violation(1));
        close(2);
        close(3, violation(3));
        writer.start();
        writer.stop();

        assertThat(log.told)
                .containsExactly(List.of(mark(1), mark(2), mark(3)), List.of(forgotten(1), forgotten(2), forgotten(3)));
        assertThat(store.batches).containsExactly(2);
    }

    @Test
    void marksAlone_costNoTransaction() throws Exception {
        writer(SHORT).start();
        close(1);
        writer.accept(new Judged(List.of(), List.of(), List.of(forgotten(2))));
        writer.stop();

        assertThat(store.attempts).hasValue(0);
        assertThat(log.told).contains(List.of(mark(1)));
        assertThat(log.told).last().asList().contains(forgotten(2));
    }

    @Test
    void e3_marks_waitWhileTheStoreFails() {
        store.failWith(new IllegalStateException("disk is full"));
        writer(SHORT).start();
        close(1, violation(1));
        close(2);
        await().until(() -> store.attempts.get() > 5);
        assertThat(log.told).isEmpty();

        store.heal();

        await().until(() -> log.told.stream().anyMatch(list -> list.contains(mark(2))));
        assertThat(store.count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void violationThatCanNeverBeStored_doesNotKeepItsTraceFromClosing() {
        store.refuse(violation(1).id());
        writer(SHORT).start();
        close(1, violation(1));

        await().until(() -> log.told.contains(List.of(mark(1))));
    }

    @Test
    void errorOfTheLog_doesNotEndTheWriter() {
        log.beforeMarks(() -> {
            throw new IllegalStateException("the journal is gone");
        });
        writer(SHORT).start();
        close(1, violation(1));

        await().until(() -> watching.poll() != null);
        assertThat(writer.state().healthy()).isTrue();
    }

    @Test
    void whatIsGivenUpAtAStop_isNotMarked() throws Exception {
        store.failWith(new IllegalStateException("disk is full"));
        writer = new ViolationWriter(
                new ViolationWriter.Ports(store, log, live, new CountingMetrics()),
                new WriterOptions(10, 10, SHORT, SHORT, SHORT, Duration.ofMillis(50)));
        writer.start();
        close(1, violation(1));
        writer.stop();

        assertThat(log.told).isEmpty();
        assertThat(writer.unwritten()).isEqualTo(1);
    }
}
