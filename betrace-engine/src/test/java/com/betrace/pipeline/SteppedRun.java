package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.InMemoryViolationStore;
import com.betrace.store.RecentTraces;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A pipeline without threads, over a log and a store that outlive it: the test says when it works, and when it dies. */
final class SteppedRun {

    private static final Duration TURN = Duration.ofMillis(50);

    final ManualClock clock = new ManualClock();
    final RememberingLog log = new RememberingLog(clock);
    final InMemoryViolationStore store = new InMemoryViolationStore();
    final RecentTraces recent = new InMemoryRecentTraces(100_000, 100_000_000);
    final List<StoredViolation> changes = new ArrayList<>();
    final PipelineOptions options;
    RuleSet rules;
    SpanPipeline pipeline;
    boolean storing = true;

    SteppedRun(PipelineOptions options, RuleSet rules) {
        this.options = options;
        this.rules = rules;
        restart();
    }

    /** The process died and another one starts; what is in the log and the store is all that is left. */
    void restart() {
        pipeline = new SpanPipeline(
                options, new PipelinePorts(() -> rules, this::take, log, recent, PipelineMetrics.NONE, clock, clock));
        pipeline.recover();
    }

    /** The process is asked to end, and another one starts. */
    void stopAndRestart() {
        pipeline.lanes().forEach(lane -> {
            lane.finish();
            while (!lane.isDrained()) {
                lane.step();
            }
            lane.windUp();
        });
        restart();
    }

    private void take(Judged judged) {
        if (storing) {
            changes.addAll(store.write(judged.updates()));
            log.markClosed(judged.closed());
            log.forget(judged.forgotten());
        }
    }

    Offer offer(List<Span> spans) {
        return pipeline.offer(spans);
    }

    /** Takes spans in and works them off. */
    SteppedRun send(List<Span> spans) {
        if (offer(spans) != Offer.TAKEN) {
            throw new AssertionError("refused: " + spans);
        }
        return work();
    }

    SteppedRun work() {
        for (Lane lane : pipeline.lanes()) {
            while (lane.step()) {
                // until its queue is empty
            }
        }
        return this;
    }

    /** Time passes, in turns of the lanes. */
    SteppedRun pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TURN)) {
            clock.advance(TURN);
            work();
        }
        return this;
    }

    /** All that is stored, retracted or not, oldest first. */
    List<Violation> stored() {
        return store.find(ViolationQuery.newest(ViolationCriteria.ALL, 1_000)).violations().stream()
                .sorted(Comparator.comparing(Violation::foundAt))
                .toList();
    }
}
