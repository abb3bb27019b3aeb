package com.betrace.service.live;

import static com.betrace.service.live.LiveFixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.live.LiveEvent.Gap;
import com.betrace.service.live.LiveEvent.Opened;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One publisher, many subscribers on many threads: whatever the interleaving, nothing comes twice or goes unmentioned. */
class LiveViolationsStressTest {

    private static final int VIOLATIONS = 20_000;
    private static final int BATCH = 7;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    /** A subscriber as the doors write it: told, it schedules one drain on an executor. */
    private final class Reader {
        private volatile long accounted;
        private volatile long last;
        private volatile boolean disordered;

        void ready(Subscription subscription) {
            threads.execute(() -> drain(subscription));
        }

        private void drain(Subscription subscription) {
            for (LiveEvent event = subscription.poll(); event != null; event = subscription.poll()) {
                account(event);
            }
        }

        private void account(LiveEvent event) {
            accounted += event instanceof Gap gap ? gap.missed() : 1;
            if (event instanceof Opened opened) {
                disordered |= opened.position() <= last;
                last = opened.position();
            }
        }
    }

    private static void publishAll(LiveViolations live) {
        for (long seq = 1; seq <= VIOLATIONS; seq += BATCH) {
            live.publish(opened(seq, Math.min(seq + BATCH, VIOLATIONS + 1)));
        }
    }

    private Reader reader(LiveViolations live) {
        Reader reader = new Reader();
        live.subscribe(ViolationFilter.ALL, reader::ready);
        return reader;
    }

    @Test
    void everySubscriber_accountsForEachViolationExactlyOnce() {
        LiveViolations live = new LiveViolations(64);
        List<Reader> readers = Stream.generate(() -> reader(live)).limit(8).toList();

        publishAll(live);

        for (Reader reader : readers) {
            await().untilAsserted(() -> assertThat(reader.accounted).isEqualTo(VIOLATIONS));
            assertThat(reader.disordered).isFalse();
            assertThat(reader.last).isEqualTo(VIOLATIONS);
        }
    }

    @Test
    void d7_comingAndGoing_doesNotDisturbWhoStays() throws Exception {
        LiveViolations live = new LiveViolations(VIOLATIONS);
        Reader stays = reader(live);
        AtomicBoolean done = new AtomicBoolean();
        var churn = threads.submit(() -> {
            while (!done.get()) {
                live.subscribe(ViolationFilter.ALL, Subscription::poll).close();
            }
        });

        publishAll(live);
        done.set(true);
        churn.get();

        await().untilAsserted(() -> assertThat(stays.accounted).isEqualTo(VIOLATIONS));
        assertThat(stays.disordered).isFalse();
        assertThat(live.subscribers()).isEqualTo(1);
    }

    @Test
    void d6_thousandsOfSubscribersWhoNeverRead_keepOnlyTheirRings() {
        LiveViolations live = new LiveViolations(16);
        List<Subscription> idle = IntStream.range(0, 5_000)
                .mapToObj(i -> live.subscribe(ViolationFilter.ALL, subscription -> {}))
                .toList();

        live.publish(opened(1, 1_001));

        assertThat(idle).allSatisfy(subscription -> {
            List<LiveEvent> events = LiveFixtures.drain(subscription);
            assertThat(events).hasSize(17);
            assertThat(events.get(0)).isEqualTo(new Gap(984, 0));
        });
    }
}
