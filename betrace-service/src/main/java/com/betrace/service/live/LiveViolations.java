package com.betrace.service.live;

import com.betrace.model.Violation;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each stored violation of an enforced rule once to every subscriber that wants it, and says so when it no longer holds;
 * not those that are undecided.
 */
public final class LiveViolations {

    public static final int DEFAULT_CAPACITY = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(LiveViolations.class);

    private final int capacity;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final LongAdder missed = new LongAdder();
    private long position;

    public LiveViolations() {
        this(DEFAULT_CAPACITY);
    }

    /** Keeps at most {@code capacity} unread events for each subscriber. */
    public LiveViolations(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", expected at least 1");
        }
        this.capacity = capacity;
    }

    /**
     * Subscribes to everything published from now on.
     *
     * @param onReady called with the subscription when there are events to {@link Subscription#poll}, and not again until a
     *     poll returned null; on the publisher's thread, so it only schedules the draining; perhaps before this method
     *     returns. One that throws loses its subscription.
     */
    public Subscription subscribe(ViolationFilter filter, Consumer<Subscription> onReady) {
        Subscription subscription = new Subscription(filter, onReady, capacity, subscriptions::remove, missed);
        subscriptions.add(subscription);
        return subscription;
    }

    /** Publishes what a write changed, in the order given. Called by one thread at a time; never waits for a subscriber. */
    public void publish(List<StoredViolation> stored) {
        List<LiveEvent> events = events(stored);
        if (events.isEmpty()) {
            return;
        }
        for (Subscription subscription : subscriptions) {
            if (subscription.offer(events)) {
                signal(subscription);
            }
        }
    }

    /** How many subscriptions are open. */
    public int subscribers() {
        return subscriptions.size();
    }

    /** How many events subscribers lost since the start because they read too slowly. */
    public long missed() {
        return missed.sum();
    }

    private List<LiveEvent> events(List<StoredViolation> stored) {
        List<LiveEvent> events = new ArrayList<>(stored.size());
        for (StoredViolation one : stored) {
            position = Math.max(position, one.seq());
            LiveEvent event = isToShow(one.change()) ? event(one, position) : null;
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static boolean isToShow(Change change) {
        return change != Change.UNCHANGED && change != Change.SUPPRESSED;
    }

    /** Null where nobody sees it, now or before. */
    private static @Nullable LiveEvent event(StoredViolation stored, long position) {
        Violation now = stored.violation();
        Violation before = stored.before();
        if (now.isEnforced()) {
            return before == null ? new LiveEvent.Opened(now, position) : new LiveEvent.Revised(now, position);
        }
        return before != null && before.isEnforced() ? new LiveEvent.Retracted(now, before, position) : null;
    }

    private static void signal(Subscription subscription) {
        try {
            subscription.onReady();
        } catch (RuntimeException e) {
            LOG.warn("a live subscriber failed when told of new violations, its subscription ends", e);
            subscription.close();
        }
    }
}
