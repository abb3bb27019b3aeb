package com.betrace.service.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscriber's bounded queue of unread events: oldest out, and a {@link LiveEvent.Gap} first thing after a loss. */
public final class Subscription implements AutoCloseable {

    private final ViolationFilter filter;
    private final Consumer<Subscription> onReady;
    private final int capacity;
    private final Consumer<Subscription> onClose;
    private final LongAdder missed;

    /** Grows as needed up to the capacity: most subscribers never have more than a few events waiting. */
    private final Deque<LiveEvent> ring = new ArrayDeque<>();

    private LiveEvent.@Nullable Gap gap;
    private boolean signalled;
    private boolean closed;

    Subscription(
            ViolationFilter filter,
            Consumer<Subscription> onReady,
            int capacity,
            Consumer<Subscription> onClose,
            LongAdder missed) {
        this.filter = filter;
        this.onReady = onReady;
        this.capacity = capacity;
        this.onClose = onClose;
        this.missed = missed;
    }

    /** The next event, or null where there is none for now; always null once closed. */
    public synchronized @Nullable LiveEvent poll() {
        if (gap != null) {
            LiveEvent missed = gap;
            gap = null;
            return missed;
        }
        LiveEvent next = ring.poll();
        signalled = next != null;
        return next;
    }

    /** Ends the subscription and forgets what was not read. Idempotent; any thread. */
    @Override
    public void close() {
        onClose.accept(this);
        synchronized (this) {
            closed = true;
            gap = null;
            ring.clear();
        }
    }

    /** Takes what the filter wants; true where the subscriber is to be told. */
    synchronized boolean offer(List<LiveEvent> events) {
        if (closed) {
            return false;
        }
        boolean added = false;
        for (LiveEvent event : events) {
            if (wants(event)) {
                add(event);
                added = true;
            }
        }
        boolean tell = added && !signalled;
        signalled |= added;
        return tell;
    }

    private boolean wants(LiveEvent event) {
        if (event instanceof LiveEvent.Opened opened) {
            return filter.matches(opened.violation());
        }
        if (event instanceof LiveEvent.Revised revised) {
            return filter.matches(revised.violation());
        }
        return !(event instanceof LiveEvent.Retracted retracted) || filter.matches(retracted.before());
    }

    private void add(LiveEvent event) {
        if (ring.size() == capacity) {
            LiveEvent lost = ring.remove();
            missed.increment();
            gap = gap == null
                    ? new LiveEvent.Gap(1, lost.position() - 1)
                    : new LiveEvent.Gap(gap.missed() + 1, gap.position());
        }
        ring.add(event);
    }

    void onReady() {
        onReady.accept(this);
    }
}
