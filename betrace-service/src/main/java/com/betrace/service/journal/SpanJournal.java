package com.betrace.service.journal;

import com.betrace.model.Span;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.ComponentState;
import com.betrace.service.health.JournalState;
import com.betrace.service.journal.codec.EntryCodec;
import com.betrace.service.journal.file.ConnectionHooks;
import com.betrace.service.journal.file.JournalOpening;
import com.betrace.service.journal.file.JournalPaths;
import com.betrace.service.storage.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The span log in a SQLite file. Spans are made bytes by their caller's thread and written by the journal's own, which commits
 * the spans of all who wait at once. Waits are not interrupted: who waits always learns whether the spans were taken over.
 */
public final class SpanJournal implements SpanLog {

    private static final Logger LOG = LoggerFactory.getLogger(SpanJournal.class);
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final TaskQueue queue = new TaskQueue();
    private final JournalWriter writer;
    private final JournalMetrics metrics;
    private final LongSupplier nanoTime;
    private final Thread thread;

    /**
     * What a journal uses from outside.
     *
     * @param wall names the files of a damaged journal, nothing else
     * @param nanoTime monotonic time
     */
    public record Ports(JournalMetrics metrics, ConnectionHooks hooks, InstantSource wall, LongSupplier nanoTime) {}

    private SpanJournal(JournalWriter writer, JournalOptions options, Ports ports) {
        this.writer = writer;
        this.metrics = ports.metrics();
        this.nanoTime = ports.nanoTime();
        this.thread = new Thread(new JournalThread(queue, writer, options, nanoTime), "journal");
        thread.setDaemon(true);
    }

    /** Opens the journal of a data directory that this process holds; throws StorageException where it cannot be used. */
    public static SpanJournal open(Path directory, JournalOptions options, Ports ports) {
        JournalPaths paths = new JournalPaths(directory);
        JournalOpening.Opened opened = new JournalOpening(paths, ports.hooks(), ports.wall()).open();
        if (opened.quarantined()) {
            ports.metrics().quarantined();
        }
        JournalStore store = new JournalStore(
                opened, options, new JournalStore.Ports(paths, ports.hooks(), ports.metrics(), ports.nanoTime()));
        try {
            JournalWriter writer = new JournalWriter(options, store, opened.contents(), ports.metrics());
            SpanJournal journal = new SpanJournal(writer, options, ports);
            journal.thread.start();
            return journal;
        } catch (SQLException e) {
            store.giveUp(e);
            throw new StorageException("journal " + paths.database() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Append append(List<Span> spans, LongConsumer handOver) {
        long start = nanoTime.getAsLong();
        EntryCodec.Entry entry = EntryCodec.entry(spans);
        CompletableFuture<Append> outcome = new CompletableFuture<>();
        if (!queue.offer(new Task.Append(entry.payload(), entry.traces(), handOver, outcome))) {
            return Append.FAILED;
        }
        Append result = outcome.join();
        metrics.waited(nanoTime.getAsLong() - start);
        return result;
    }

    @Override
    public void markClosed(List<CloseMark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        if (queue.offer(new Task.Mark(List.copyOf(marks), outcome))) {
            outcome.join();
        } else {
            LOG.warn(
                    "{} close marks came after the journal had closed; their traces are judged once more",
                    marks.size());
        }
    }

    @Override
    public void forget(List<Forgotten> traces) {
        if (!traces.isEmpty()) {
            List<Forgotten> copy = List.copyOf(traces);
            queue.offer(new Task.Action(() -> writer.forget(copy)));
        }
    }

    /** The calls to the replay come on the journal's thread, while this one waits. */
    @Override
    public void replay(Replay replay) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        boolean taken = queue.offer(new Task.Action(() -> {
            try {
                writer.replay(replay);
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        }));
        if (!taken) {
            throw new IllegalStateException("the journal is closed");
        }
        try {
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public boolean keepsOpenTraces() {
        return true;
    }

    public JournalState state() {
        return writer.state();
    }

    public ComponentState health() {
        if (!thread.isAlive()) {
            return ComponentState.unhealthy("closed");
        }
        JournalState now = state();
        return now.healthy() ? ComponentState.healthy("writing") : ComponentState.unhealthy(now.error());
    }

    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("The journal did not close within {} ms: the disk is slow or hangs", CLOSE_MILLIS);
        }
    }
}
