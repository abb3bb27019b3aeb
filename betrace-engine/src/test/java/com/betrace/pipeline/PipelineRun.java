package com.betrace.pipeline;

import static org.awaitility.Awaitility.await;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.store.RecentTraces;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A pipeline whose ports write down what they get, and whose time the test moves. */
final class PipelineRun implements PipelineMetrics, RecentTraces, AutoCloseable {

    static final PipelineOptions OPTIONS = new PipelineOptions(
            2,
            10_000_000,
            200_000_000,
            new CompletionPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(12)),
            new AssemblyLimits(20_000, 5_000_000, 1 << 14, Duration.ofSeconds(6)),
            Duration.ofMillis(250),
            Duration.ofSeconds(20));

    static final PipelineOptions ONE_LANE = new PipelineOptions(
            1,
            OPTIONS.queueBytes(),
            OPTIONS.memoryBytes(),
            OPTIONS.completion(),
            OPTIONS.limits(),
            OPTIONS.traceBudget(),
            OPTIONS.closeTimeout());

    static PipelineOptions withQueue(long bytes) {
        return new PipelineOptions(
                OPTIONS.lanes(),
                bytes,
                OPTIONS.memoryBytes(),
                OPTIONS.completion(),
                OPTIONS.limits(),
                OPTIONS.traceBudget(),
                OPTIONS.closeTimeout());
    }

    final ManualClock clock = new ManualClock();
    final List<Violation> violations = new CopyOnWriteArrayList<>();
    final List<Trace> closed = new CopyOnWriteArrayList<>();
    final Map<String, Long> counts = new ConcurrentHashMap<>();
    final SpanPipeline pipeline;
    volatile RuleSet rules;
    volatile ViolationSink sink = judged -> violations.addAll(found(judged));
    volatile SpanLog log = SpanLog.NONE;
    volatile Consumer<Trace> onClosed = trace -> {};
    volatile Runnable beforeReading = () -> {};

    PipelineRun(PipelineOptions options, RuleSet rules) {
        this.rules = rules;
        pipeline = new SpanPipeline(
                options,
                new PipelinePorts(
                        () -> this.rules, judged -> sink.accept(judged), log, this, this, clock, this::nanoTime));
    }

    PipelineRun start() {
        pipeline.start();
        return this;
    }

    /** Time passes until so many traces have closed in all. */
    void passUntilClosed(int traces) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            clock.advance(Duration.ofMillis(50));
            return closed.size() >= traces;
        });
    }

    /** Time passes until something is so. */
    void passUntil(BooleanSupplier condition) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            clock.advance(Duration.ofMillis(50));
            return condition.getAsBoolean();
        });
    }

    /** Until every span that was taken over has been worked on. */
    void awaitProcessed(long spans) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            PipelineSnapshot now = pipeline.snapshot();
            return now.spans().accepted() == spans && now.spans().queued() == 0;
        });
    }

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public void spansProcessed(long count) {
        counts.merge("processed", count, Long::sum);
    }

    @Override
    public void spansDropped(DropReason reason, long count) {
        counts.merge(reason.name(), count, Long::sum);
    }

    @Override
    public void traceClosed(CloseReason reason, int spans) {
        counts.merge(reason.name(), 1L, Long::sum);
    }

    @Override
    public void violationFound(Violation violation) {
        counts.merge("found", 1L, Long::sum);
    }

    @Override
    public void verdicts(Verdict verdict, String reason, long count) {
        counts.merge(verdict + ":" + reason, count, Long::sum);
    }

    @Override
    public void ruleEvaluated(RuleScope scope, long nanos) {
        counts.merge("timed:" + scope, 1L, Long::sum);
    }

    @Override
    public void violationsLost(int count) {
        counts.merge("lost", (long) count, Long::sum);
    }

    private long nanoTime() {
        beforeReading.run();
        return clock.getAsLong();
    }

    @Override
    public void add(Trace trace) {
        closed.add(trace);
        onClosed.accept(trace);
    }

    @Override
    public Optional<Trace> find(TraceId id) {
        return closed.stream().filter(trace -> trace.id().equals(id)).findFirst();
    }

    @Override
    public List<Trace> newest(int max) {
        List<Trace> newest = new ArrayList<>(closed);
        Collections.reverse(newest);
        return newest.subList(0, Math.min(max, newest.size()));
    }

    static List<Violation> found(Judged judged) {
        return judged.updates().stream()
                .filter(Violation.class::isInstance)
                .map(Violation.class::cast)
                .toList();
    }

    boolean offer(List<Span> spans) {
        return pipeline.offer(spans) == Offer.TAKEN;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
