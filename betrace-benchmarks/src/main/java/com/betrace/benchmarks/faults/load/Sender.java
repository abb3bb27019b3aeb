package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client: makes traces, sends their parts in order, and sends what was not acknowledged again until it is. When told to
 * stop it begins no new trace and ends those it has.
 */
final class Sender implements Runnable {

    private final Manners manners;
    private final Sources sources;
    private final Courier courier;
    private final Random random;
    private final List<Open> open = new ArrayList<>();

    /** What senders share; {@code stop} tells to begin no new traces. */
    record Sources(Book book, BooleanSupplier stop) {}

    Sender(Manners manners, Sources sources, Courier courier, long seed) {
        this.manners = manners;
        this.sources = sources;
        this.courier = courier;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try (courier) {
            for (Request request = next(); request != null; request = next()) {
                courier.deliver(request);
                if (random.nextDouble() < manners.repeats()) {
                    sources.book().tally().countRepeat(request);
                    courier.deliver(request);
                }
                Thread.sleep(manners.pauseMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next parts of some traces; null when there is nothing more to send. */
    private @Nullable Request next() {
        while (open.size() < manners.open() && !sources.stop().getAsBoolean()) {
            open.add(new Open(sources.book().begin()));
        }
        if (open.isEmpty()) {
            return null;
        }
        Collections.shuffle(open, random);
        List<Request.Part> parts =
                open.stream().limit(manners.tracesPerRequest()).map(Open::next).toList();
        open.removeIf(Open::isDone);
        return Request.of(parts, sources.book().ids());
    }

    /** A trace of which parts are still to be sent. */
    private static final class Open {

        private final TracePlan plan;
        private int sent;

        Open(TracePlan plan) {
            this.plan = plan;
        }

        Request.Part next() {
            return new Request.Part(plan, sent++);
        }

        boolean isDone() {
            return sent == plan.parts().size();
        }
    }
}
