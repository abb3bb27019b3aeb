package com.betrace.service.journal;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.journal.file.ConnectionHooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A journal in a directory, opened and closed as often as a test likes, with what it counted. */
final class JournalRun implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final Path directory;
    final Counts counts = new Counts();
    private JournalOptions options = options(JournalMode.INTERVAL, 64 << 20, 1_000);
    private ConnectionHooks hooks = ConnectionHooks.NONE;
    private LongSupplier nanoTime = System::nanoTime;
    private SpanJournal journal;

    JournalRun(Path directory) {
        this.directory = directory;
    }

    static JournalOptions options(JournalMode mode, long maxBytes, int marks) {
        return new JournalOptions(mode, Duration.ofMillis(2), Duration.ofMillis(100), maxBytes, marks);
    }

    JournalRun with(JournalOptions other) {
        options = other;
        return this;
    }

    JournalRun with(ConnectionHooks other) {
        hooks = other;
        return this;
    }

    JournalRun with(LongSupplier clock) {
        nanoTime = clock;
        return this;
    }

    JournalRun open() {
        journal = SpanJournal.open(
                directory, options, new SpanJournal.Ports(counts, hooks, InstantSource.fixed(NOW), nanoTime));
        return this;
    }

    JournalRun reopen() {
        close();
        return open();
    }

    SpanJournal journal() {
        return journal;
    }

    /** The number of the entry; fails where it was refused. */
    long append(List<Span> spans) {
        long entry = appendIfItFits(spans);
        if (entry < 0) {
            throw new AssertionError("full: " + journal.state());
        }
        return entry;
    }

    /** The number of the entry, or -1 where the journal was full; fails where it could not be written. */
    long appendIfItFits(List<Span> spans) {
        AtomicLong entry = new AtomicLong(-1);
        SpanLog.Append outcome = journal.append(spans, entry::set);
        if (outcome == SpanLog.Append.FAILED || (outcome == SpanLog.Append.LOGGED) == entry.get() < 0) {
            throw new AssertionError(outcome + " " + entry + ": " + journal.state());
        }
        return entry.get();
    }

    /** What became of it; fails where it was handed over and refused, or neither. */
    SpanLog.Append tryAppend(List<Span> spans) {
        AtomicInteger taken = new AtomicInteger();
        SpanLog.Append outcome = journal.append(spans, entry -> taken.incrementAndGet());
        if (taken.get() != (outcome == SpanLog.Append.LOGGED ? 1 : 0)) {
            throw new AssertionError(outcome + " but handed over " + taken + " times");
        }
        return outcome;
    }

    static CloseMark mark(TraceId trace, int spans) {
        return new CloseMark(trace, CloseReason.IDLE, spans, 7);
    }

    void forget(TraceId trace, long through) {
        journal.forget(List.of(new Forgotten(trace, through)));
    }

    Replayed replay() {
        Replayed replayed = new Replayed();
        journal.replay(replayed);
        return replayed;
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
            journal = null;
        }
    }

    record Entry(long number, List<Span> spans, long time, boolean damaged) {}

    /** All that a replay told. */
    static final class Replayed implements SpanLog.Replay {

        final List<CloseMark> marks = new ArrayList<>();
        final List<Long> markTimes = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();
        long end;

        @Override
        public void ended(long time) {
            if (!marks.isEmpty() || !entries.isEmpty()) {
                throw new AssertionError("the end did not come first");
            }
            end = time;
        }

        @Override
        public void closed(CloseMark mark, long time) {
            if (!entries.isEmpty()) {
                throw new AssertionError("a mark came after spans");
            }
            marks.add(mark);
            markTimes.add(time);
        }

        @Override
        public void spans(long entry, List<Span> spans, long time, boolean damaged) {
            entries.add(new Entry(entry, spans, time, damaged));
        }

        List<Span> spans() {
            return entries.stream().flatMap(entry -> entry.spans().stream()).toList();
        }

        boolean isDamaged() {
            return entries.stream().anyMatch(Entry::damaged);
        }
    }

    static final class Counts implements JournalMetrics {

        final AtomicInteger commits = new AtomicInteger();
        final AtomicInteger flushed = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger waits = new AtomicInteger();
        final AtomicInteger quarantined = new AtomicInteger();

        @Override
        public void committed(boolean flush) {
            commits.incrementAndGet();
            flushed.addAndGet(flush ? 1 : 0);
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }

        @Override
        public void waited(long nanos) {
            waits.incrementAndGet();
        }

        @Override
        public void quarantined() {
            quarantined.incrementAndGet();
        }
    }
}
