package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.rule.RuleSet;
import com.betrace.store.RecentTraces;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No span is lost from the accounts, whatever happens at once. */
class AccountingTest {

    private static final int SENDERS = 4;
    private static final int REQUESTS = 400;
    private static final int SPANS_PER_REQUEST = 50;

    private final ConcurrentLinkedQueue<Trace> closed = new ConcurrentLinkedQueue<>();
    private final AtomicLong violations = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Test
    @Timeout(120)
    void balance_holdsAtEveryMomentAndInTheEnd() throws Exception {
        SpanPipeline pipeline = pipeline();
        pipeline.start();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        AtomicBoolean sending = new AtomicBoolean(true);
        long taken = 0;
        try {
            Future<Integer> watcher = threads.submit(() -> watch(pipeline, sending));
            List<Future<Long>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int seed = sender;
                senders.add(threads.submit(() -> send(pipeline, new Random(seed))));
            }
            for (Future<Long> sender : senders) {
                taken += sender.get();
            }
            sending.set(false);
            assertThat(watcher.get()).isPositive();
        } finally {
            sending.set(false);
            threads.shutdownNow();
        }
        pipeline.close();

        PipelineSnapshot.Spans end = pipeline.snapshot().spans();
        Map<TraceId, Trace> last = new HashMap<>();
        closed.forEach(trace -> last.merge(
                trace.id(),
                trace,
                (one, other) -> one.spans().size() > other.spans().size() ? one : other));
        long inClosed =
                last.values().stream().mapToLong(trace -> trace.spans().size()).sum();
        assertThat(end.accepted()).isEqualTo(taken);
        assertThat(end.queued()).isZero();
        assertThat(end.inOpenTraces()).isZero();
        assertThat(pipeline.snapshot().traces().openBytes()).isZero();
        assertThat(end.inClosedTraces()).isEqualTo(inClosed);
        assertThat(end.duplicates() + end.late() + end.afterLimit() + inClosed).isEqualTo(taken);
        assertThat(end.duplicates()).isPositive();
        assertThat(end.late()).isPositive();
        assertThat(pipeline.snapshot().traces().rejudged()).isPositive();
        assertThat(violations.get()).isEqualTo(end.late() + end.afterLimit() + inClosed);
        assertEachSpanIsInOneTrace(last.values());
    }

    /** Every span violates, every trace closes within milliseconds, and the queues are small enough to refuse. */
    private SpanPipeline pipeline() {
        RuleSet rules = RuleSet.of(1, List.of(FakeRule.onSpan("all", span -> true)));
        RecentTraces recent = new RecentTraces() {
            @Override
            public void add(Trace trace) {
                closed.add(trace);
            }

            @Override
            public Optional<Trace> find(TraceId id) {
                return Optional.empty();
            }

            @Override
            public List<Trace> newest(int max) {
                return List.of();
            }
        };
        return new SpanPipeline(
                new PipelineOptions(
                        3,
                        300_000,
                        100_000_000,
                        new CompletionPolicy(Duration.ofMillis(3), Duration.ofMillis(8), Duration.ofMillis(30)),
                        new AssemblyLimits(40, 5_000_000, 1 << 16, Duration.ofMillis(30)),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(60)),
                new PipelinePorts(
                        () -> rules,
                        found -> violations.addAndGet(found.updates().size()),
                        SpanLog.NONE,
                        recent,
                        PipelineMetrics.NONE,
                        new ManualClock(),
                        System::nanoTime));
    }

    private int watch(SpanPipeline pipeline, AtomicBoolean sending) {
        int looks = 0;
        while (sending.get()) {
            PipelineSnapshot.Spans now = pipeline.snapshot().spans();
            assertThat(now.accepted())
                    .isEqualTo(now.queued()
                            + now.duplicates()
                            + now.late()
                            + now.afterLimit()
                            + now.inOpenTraces()
                            + now.inClosedTraces());
            assertThat(now.queued()).isNotNegative();
            looks++;
        }
        return looks;
    }

    private long send(SpanPipeline pipeline, Random random) {
        long taken = 0;
        for (int request = 0; request < REQUESTS; request++) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < SPANS_PER_REQUEST; i++) {
                spans.add(span(1 + random.nextInt(2_000), 1 + random.nextInt(60)));
            }
            while (pipeline.offer(spans) != Offer.TAKEN) {
                refused.incrementAndGet();
                Thread.onSpinWait();
            }
            taken += spans.size();
        }
        return taken;
    }

    private static Span span(long trace, long id) {
        return Span.builder(traceId(trace), new SpanId(id))
                .parentSpanId(id == 1 ? null : new SpanId(1))
                .name("s")
                .build();
    }

    private static void assertEachSpanIsInOneTrace(Collection<Trace> traces) {
        Set<String> seen = new HashSet<>();
        for (Trace trace : traces) {
            for (Span span : trace.spans()) {
                assertThat(span.traceId()).isEqualTo(trace.id());
                assertThat(seen.add(trace.id() + "/" + span.spanId())).isTrue();
            }
        }
    }
}
