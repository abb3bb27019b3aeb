package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces close on time, whatever the lane is busy with, and never because it was busy. */
@Timeout(60)
class LaneTimeTest {

    private final List<PipelineRun> runs = new ArrayList<>();

    @AfterEach
    void closePipelines() {
        runs.forEach(PipelineRun::close);
    }

    private PipelineRun run(PipelineOptions options, RuleSet rules) {
        PipelineRun run = new PipelineRun(options, rules);
        runs.add(run);
        return run;
    }

    @Test
    void b16_traceThatFallsDueWhileAnotherIsJudged_closesOnTime() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RuleSet.EMPTY);
        run.rules = RuleSet.of(1, List.of(slow(run, "r1"), slow(run, "r2"), slow(run, "r3")));
        run.start();
        run.offer(List.of(span(traceId(1), "r - api slow 0 9")));
        run.awaitProcessed(1);
        run.clock.advance(Duration.ofMillis(100));
        run.offer(List.of(span(traceId(2), "r - api GET 0 9")));
        run.awaitProcessed(2);
        run.passUntilClosed(2);

        Duration between =
                Duration.between(run.closed.get(0).closedAt(), run.closed.get(1).closedAt());
        assertThat(between).isLessThan(Duration.ofMillis(250));
    }

    @Test
    void newTrace_doesNotAgeWhileOthersAreJudged() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RuleSet.EMPTY);
        run.rules = RuleSet.of(1, List.of(slow(run, "r")));
        run.start();
        for (int i = 0; i < 60; i++) {
            run.offer(List.of(span(traceId(100 + i), "r - api slow 0 9")));
        }
        run.awaitProcessed(60);
        List<Span> fresh = new ArrayList<>(spans(traceId(1), "r - api GET 0 9"));
        for (int i = 0; i < 600; i++) {
            fresh.add(span(traceId(1), "s" + i + " r api child 1 1"));
        }
        run.clock.advance(Duration.ofSeconds(2));
        run.offer(fresh);
        run.passUntilClosed(61);

        assertThat(run.count("LATE")).isZero();
        assertThat(run.closed)
                .filteredOn(trace -> trace.id().equals(traceId(1)))
                .allSatisfy(trace -> assertThat(trace.spans()).hasSize(601));
    }

    private static FakeRule slow(PipelineRun run, String id) {
        return FakeRule.onTrace(id, trace -> {
            if (trace.spans().get(0).name().equals("slow")) {
                run.clock.advance(Duration.ofMillis(200));
            }
            return false;
        });
    }

    @Test
    void b14_stalledProcess_closesNothingEarly() {
        PipelineRun run = run(PipelineRun.OPTIONS, RuleSet.EMPTY).start();
        run.offer(List.of(span(traceId(1), "r - api GET 0 9")));
        run.awaitProcessed(1);
        run.clock.advance(Duration.ofSeconds(60));
        IntStream.rangeClosed(2, 9).forEach(i -> run.offer(List.of(span(traceId(i), "r - api GET 0 9"))));
        run.awaitProcessed(9);

        assertThat(run.closed).isEmpty();
    }

    @Test
    void b16_ingestWithoutPause_doesNotKeepTracesOpen() {
        List<String> journal = new ArrayList<>();
        RuleSet writesDown = RuleSet.of(1, List.of(FakeRule.onSpan("r", span -> {
            journal.add(span.name());
            return false;
        })));
        PipelineRun run = run(PipelineRun.ONE_LANE, writesDown);
        run.onClosed = trace -> journal.add("closed " + trace.spans().get(0).name());
        run.beforeReading = () -> run.clock.advance(Duration.ofMillis(250));
        List<Span> request = new ArrayList<>(List.of(span(traceId(1), "r - api first 0 9")));
        IntStream.range(0, 15_000).forEach(i -> request.add(span(traceId(2), "s" + i + " r api more 0 9")));
        assertThat(run.offer(request)).isTrue();
        run.start();
        run.awaitProcessed(15_001);
        run.close();

        assertThat(journal.indexOf("closed first")).isBetween(1, 12_000);
    }
}
