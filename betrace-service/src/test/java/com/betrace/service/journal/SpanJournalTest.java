package com.betrace.service.journal;

import static com.betrace.service.journal.JournalRun.mark;
import static com.betrace.service.journal.JournalSpans.large;
import static com.betrace.service.journal.JournalSpans.span;
import static com.betrace.service.journal.JournalSpans.spans;
import static com.betrace.service.journal.JournalSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.model.Span;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog.Append;
import com.betrace.service.health.ComponentState.Level;
import com.betrace.service.journal.JournalRun.Entry;
import com.betrace.service.journal.JournalRun.Replayed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanJournalTest {

    private static final long MILLISECOND = 1_000_000;

    @TempDir
    private Path directory;

    private JournalRun run;

    @BeforeEach
    void open() {
        run = new JournalRun(directory).open();
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void replay_newJournal_tellsNothing() {
        Replayed replayed = run.replay();

        assertThat(replayed.entries).isEmpty();
        assertThat(replayed.marks).isEmpty();
        assertThat(replayed.end).isZero();
    }

    @Test
    void append_spans_areReplayedByTheNextProcessInOrder() {
        long first = run.append(List.of(span(1, 1), span(2, 2)));
        long second = run.append(List.of(span(1, 3)));

        Replayed replayed = run.reopen().replay();

        assertThat(second).isGreaterThan(first);
        assertThat(replayed.entries).extracting(Entry::number).containsExactly(first, second);
        assertThat(replayed.spans()).containsExactly(span(1, 1), span(2, 2), span(1, 3));
        assertThat(replayed.isDamaged()).isFalse();
    }

    @Test
    void append_afterARestart_goesOnCounting() {
        long last = run.append(spans(1, 1));
        run.forget(trace(1), last);
        await().until(() -> run.journal().state().entries() == 0);

        assertThat(run.reopen().append(spans(2, 1))).isGreaterThan(last);
    }

    @Test
    void append_requestWithoutSpans_isLogged() {
        assertThat(run.tryAppend(List.of())).isEqualTo(Append.LOGGED);
    }

    @Test
    void append_manyCallers_areHandedOverOneAtATimeInOrderAndShareCommits() throws Exception {
        List<Long> order = Collections.synchronizedList(new ArrayList<>());
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Append>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            List<Span> request = spans(i, i);
            outcomes.add(callers.submit(() -> run.journal().append(request, order::add)));
        }
        for (Future<Append> outcome : outcomes) {
            assertThat(outcome.get()).isEqualTo(Append.LOGGED);
        }
        callers.shutdown();

        assertThat(order).hasSize(400).isSorted().doesNotHaveDuplicates();
        assertThat(run.counts.commits.get()).isLessThan(400);
        assertThat(run.reopen().replay().entries).extracting(Entry::number).containsExactlyElementsOf(order);
    }

    @Test
    void append_interruptedCaller_learnsTheOutcomeAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Append outcome = run.tryAppend(spans(1, 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isEqualTo(Append.LOGGED);
    }

    @Test
    void append_handOverThatThrows_isLoggedAndTheNextGoesOn() {
        Append outcome = run.journal().append(spans(1, 1), entry -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(outcome).isEqualTo(Append.LOGGED);
        assertThat(run.tryAppend(spans(2, 1))).isEqualTo(Append.LOGGED);
        assertThat(run.reopen().replay().spans()).hasSize(2);
    }

    @Test
    void append_closedJournal_fails() {
        SpanBearer closed = new SpanBearer(run);
        run.close();

        assertThat(closed.append()).isEqualTo(Append.FAILED);
    }

    /** Holds on to a journal that was closed. */
    private record SpanBearer(SpanJournal journal) {

        SpanBearer(JournalRun run) {
            this(run.journal());
        }

        Append append() {
            return journal.append(spans(1, 1), entry -> {
                throw new AssertionError("handed over");
            });
        }
    }

    @Test
    void markClosed_marks_areReplayedInClosingOrderTheLatestOfATraceOnly() {
        run.journal().markClosed(List.of(mark(trace(1), 1), mark(trace(2), 1)));
        run.journal().markClosed(List.of(mark(trace(3), 1)));
        run.journal().markClosed(List.of(mark(trace(1), 2)));

        assertThat(run.reopen().replay().marks)
                .containsExactly(mark(trace(2), 1), mark(trace(3), 1), mark(trace(1), 2));
    }

    @Test
    void markClosed_moreThanTheLimit_keepsTheNewest() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 64 << 20, 10)).open();
        LongStream.rangeClosed(1, 30).forEach(i -> run.journal().markClosed(List.of(mark(trace(i), 1))));
        run.append(spans(1, 99));

        await().untilAsserted(() -> assertThat(run.reopen().replay().marks)
                .extracting(mark -> mark.traceId().low())
                .containsExactly(21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L, 30L));
    }

    @Test
    void markClosed_traceWhoseSpansAreNeeded_isKeptBeyondTheLimit() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 64 << 20, 10)).open();
        run.append(spans(1, 1));
        LongStream.rangeClosed(1, 30).forEach(i -> run.journal().markClosed(List.of(mark(trace(i), 1))));

        assertThat(run.reopen().replay().marks).contains(mark(trace(1), 1));
    }

    @Test
    void forget_allTracesOfAnEntry_freesIt() {
        long first = run.append(spans(1, 1, 2));
        long second = run.append(spans(2, 2, 3));
        run.journal().forget(List.of(new Forgotten(trace(1), first), new Forgotten(trace(2), second)));
        await().until(() -> run.journal().state().entries() == 1);

        assertThat(run.reopen().replay().entries).extracting(Entry::number).containsExactly(second);
    }

    @Test
    void forget_traceWithLaterSpans_staysUntilItIsNamedAgain() {
        long first = run.append(spans(1, 1));
        long second = run.append(spans(2, 1));
        run.forget(trace(1), first);
        assertThat(run.reopen().replay().spans()).hasSize(2);

        run.forget(trace(1), second);
        await().until(() -> run.journal().state().entries() == 0);
    }

    @Test
    void forget_mostOfAnEntry_leavesTheRestWithItsNumberAndTime() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 512 << 10, 10)).open();
        List<Span> request =
                LongStream.rangeClosed(1, 20).mapToObj(i -> large(i, i, 2_000)).toList();
        long entry = run.append(request);
        long size = run.journal().state().bytes();
        Entry whole = run.reopen().replay().entries.get(0);
        LongStream.rangeClosed(1, 18).forEach(i -> run.forget(trace(i), entry));
        await().until(() -> run.reopen().replay().spans().size() < 20);

        Entry rest = run.reopen().replay().entries.get(0);

        assertThat(rest.number()).isEqualTo(entry);
        assertThat(rest.time()).isEqualTo(whole.time());
        assertThat(rest.spans()).contains(request.get(18), request.get(19)).hasSizeLessThan(20);
        assertThat(size).isPositive();
    }

    @Test
    void append_pastTheSize_isFullUntilTracesAreForgotten() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 2 << 20, 10)).open();
        List<Long> logged = new ArrayList<>();
        long id = 1;
        while (run.tryAppend(List.of(large(id, id, 50_000))) == Append.LOGGED) {
            logged.add(id++);
        }
        assertThat(logged).hasSizeBetween(10, 40);
        assertThat(run.journal().health().level()).isEqualTo(Level.UNHEALTHY);
        assertThat(run.journal().health().message()).startsWith("full");

        run.forget(trace(1), Long.MAX_VALUE);
        run.forget(trace(2), Long.MAX_VALUE);

        await().until(() -> run.journal().health().healthy());
        assertThat(run.tryAppend(List.of(large(id, id, 50_000)))).isEqualTo(Append.LOGGED);
        assertThat(run.journal().state().bytes()).isLessThan(2 << 20);
    }

    @Test
    void append_tracesThatNeverClose_holdOnlyTheirOwnSpans() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 2 << 20, 10)).open();
        for (int i = 1; i <= 200; i++) {
            long entry = run.append(List.of(span(1, i), large(1_000 + i, i, 50_000)));
            run.forget(trace(1_000 + i), entry);
        }

        Replayed replayed = run.reopen().replay();

        assertThat(replayed.spans().stream().filter(span -> span.traceId().equals(trace(1))))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).mapToObj(i -> span(1, i)).toList());
        assertThat(Files.exists(directory.resolve("journal.db"))).isTrue();
        assertThat(directory.resolve("journal.db").toFile().length()).isLessThan(2 << 20);
    }

    @Test
    void time_goesOnWhereTheLogEnded() {
        AtomicLong nanos = new AtomicLong(500);
        run.close();
        run.with(nanos::get).open();
        long start = run.replay().end;
        nanos.addAndGet(3_000);
        run.append(spans(1, 1));
        nanos.addAndGet(4_000);
        run.journal().markClosed(List.of(mark(trace(2), 1)));
        run.close();

        nanos.set(-77);
        Replayed replayed = run.open().replay();

        assertThat(replayed.entries.get(0).time()).isEqualTo(start + 3_000);
        assertThat(replayed.markTimes).containsExactly(start + 7_000);
        assertThat(replayed.end).isEqualTo(start + 7_000);
        nanos.addAndGet(10);
        run.append(spans(2, 1));
        assertThat(run.reopen().replay().entries.get(1).time()).isEqualTo(start + 7_010);
    }

    @Test
    void time_betweenOpeningAndReplayAndOfAStall_doesNotPass() {
        AtomicLong nanos = new AtomicLong();
        run.close();
        run.with(nanos::get).open();
        run.replay();
        run.append(spans(1, 1));
        run.close();
        run.open();
        nanos.addAndGet(60_000 * MILLISECOND);
        long end = run.replay().end;
        run.append(spans(2, 1));
        nanos.addAndGet(60_000 * MILLISECOND);
        run.append(spans(3, 1));

        Replayed replayed = run.reopen().replay();
        assertThat(replayed.entries.get(1).time()).isEqualTo(end);
        assertThat(replayed.entries.get(2).time()).isLessThanOrEqualTo(end + 1_500 * MILLISECOND);
    }

    @Test
    void mark_ofAForgottenTrace_staysWhileSpansOfItDo() {
        run.close();
        run.with(JournalRun.options(JournalMode.INTERVAL, 64 << 20, 2)).open();
        run.append(spans(1, 1));
        long last = run.append(spans(2, 1, 2));
        run.journal().markClosed(List.of(mark(trace(1), 2)));
        for (int other = 101; other <= 105; other++) {
            run.journal().markClosed(List.of(mark(trace(other), 1)));
        }
        run.forget(trace(1), last);

        Replayed replayed = run.reopen().replay();
        assertThat(replayed.spans()).extracting(Span::traceId).contains(trace(1));
        assertThat(replayed.marks).contains(mark(trace(1), 2));
    }

    @Test
    void interval_flushesOncePerIntervalAndBeforeItIdles() {
        AtomicLong nanos = new AtomicLong();
        run.close();
        run.with(nanos::get).open();
        int before = run.counts.flushed.get();
        run.append(spans(1, 1));
        run.append(spans(2, 1));
        assertThat(run.counts.flushed.get()).isEqualTo(before);

        nanos.addAndGet(100 * MILLISECOND);
        await().untilAsserted(() -> assertThat(run.counts.flushed.get()).isEqualTo(before + 1));

        nanos.addAndGet(100 * MILLISECOND);
        run.append(spans(3, 1));
        run.append(spans(4, 1));
        assertThat(run.counts.flushed.get()).isEqualTo(before + 2);
    }

    @Test
    void always_flushesEachCommit() {
        run.close();
        run.with(JournalRun.options(JournalMode.ALWAYS, 64 << 20, 10)).open();
        int commits = run.counts.commits.get();
        int flushed = run.counts.flushed.get();
        run.append(spans(1, 1));
        run.append(spans(2, 1));

        assertThat(run.counts.flushed.get() - flushed).isEqualTo(run.counts.commits.get() - commits);
        assertThat(run.counts.flushed.get() - flushed).isGreaterThanOrEqualTo(2);
    }

    @Test
    void close_leavesOneFileWithEverything() {
        run.append(spans(1, 1));
        run.close();

        assertThat(directory.resolve("journal.db-wal")).doesNotExist();
        assertThat(run.open().replay().spans()).hasSize(1);
    }

    @Test
    void keepsOpenTraces_ofCourse() {
        assertThat(run.journal().keepsOpenTraces()).isTrue();
        assertThat(run.journal().health().message()).isEqualTo("writing");
    }
}
