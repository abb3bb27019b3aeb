package com.betrace.service.journal;

import com.betrace.pipeline.SpanLog;
import com.betrace.service.journal.Task.Action;
import com.betrace.service.journal.Task.Append;
import com.betrace.service.journal.Task.Mark;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what waits into groups. It waits for others only where the last group had others too, so that a lone sender is
 * answered as soon as its spans are durable.
 */
final class JournalThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalThread.class);

    private static final long GROUP_BYTES = 4L << 20;
    private static final int GROUP_SIZE = 1_024;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TaskQueue queue;
    private final JournalWriter writer;
    private final long gatherNanos;
    private final LongSupplier nanoTime;
    private int expected;

    JournalThread(TaskQueue queue, JournalWriter writer, JournalOptions options, LongSupplier nanoTime) {
        this.queue = queue;
        this.writer = writer;
        this.gatherNanos = options.gather().toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        while (!queue.isFinished()) {
            try {
                Task first = queue.poll(writer.hasWork() ? 0 : writer.nanosUntilFlush(IDLE_NANOS));
                if (first == null) {
                    writer.idle();
                } else {
                    work(first);
                }
            } catch (InterruptedException e) {
                LOG.error("The journal was interrupted, which nothing in BeTrace does; it goes on", e);
            } catch (RuntimeException | Error e) { // a thread that ends would leave all who come in waiting
                LOG.error("The journal failed in a way that nothing in BeTrace should; it goes on", e);
            }
        }
        writer.close();
    }

    private void work(Task first) throws InterruptedException {
        Group group = new Group();
        try {
            gather(first, group);
        } finally {
            if (group.size() > 0) {
                expected = group.size();
                write(group);
            }
        }
    }

    /** Whatever happens, nobody waits for ever. */
    private void write(Group group) {
        try {
            writer.write(group);
        } finally {
            group.finish(SpanLog.Append.FAILED);
        }
    }

    private void gather(Task first, Group group) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + gatherNanos;
        for (Task task = first; task != null; task = next(group, deadline)) {
            add(task, group);
        }
    }

    private @Nullable Task next(Group group, long deadline) throws InterruptedException {
        if (group.size() == 0 || group.size() >= GROUP_SIZE || group.bytes() >= GROUP_BYTES) {
            return null;
        }
        return queue.poll(group.size() < expected ? deadline - nanoTime.getAsLong() : 0);
    }

    private static void add(Task task, Group group) {
        if (task instanceof Append append) {
            group.add(append);
        } else if (task instanceof Mark mark) {
            group.add(mark);
        } else if (task instanceof Action action) {
            action.work().run();
        }
    }
}
