package com.betrace.service.grpc;

import com.betrace.service.intake.Reservation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls that wait for their first memory, first come first served, bounded in number and time. Memory comes free in many
 * places, so a timer looks after those who wait, and runs only while somebody does. Thread-safe.
 */
final class AdmissionQueue {

    private static final long TICK_MILLIS = 10;

    private final ScheduledExecutorService timer;
    private final int atMost;
    private final long patienceNanos;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean ticking;

    AdmissionQueue(ScheduledExecutorService timer, int atMost, Duration patience) {
        this.timer = timer;
        this.atMost = atMost;
        this.patienceNanos = patience.toNanos();
    }

    /** Whoever waits hears once, on any thread, whether the reservation has grown. */
    interface Waiter {
        void decided(boolean granted);
    }

    /** Decides before it returns where there is room, or where too many wait already. */
    void take(Reservation reservation, long bytes, Waiter waiter) {
        boolean granted;
        synchronized (this) {
            granted = queue.isEmpty() && reservation.tryGrow(bytes);
            if (!granted && queue.size() < atMost) {
                queue.add(new Waiting(reservation, bytes, waiter, System.nanoTime() + patienceNanos));
                tickLater();
                return;
            }
        }
        waiter.decided(granted);
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        decide().forEach(Runnable::run);
    }

    /** What to do outside of the lock. */
    private synchronized List<Runnable> decide() {
        List<Runnable> decided = new ArrayList<>();
        for (Waiting first = queue.peek(); first != null; first = queue.peek()) {
            Waiter waiter = first.waiter();
            boolean granted = first.reservation().tryGrow(first.bytes());
            if (!granted && System.nanoTime() - first.until() < 0) {
                break;
            }
            queue.remove();
            decided.add(() -> waiter.decided(granted));
        }
        ticking = false;
        if (!queue.isEmpty()) {
            tickLater();
        }
        return decided;
    }

    private record Waiting(Reservation reservation, long bytes, Waiter waiter, long until) {}
}
