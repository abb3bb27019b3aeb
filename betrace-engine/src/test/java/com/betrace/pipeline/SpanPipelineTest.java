package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpanPipelineTest {

    private static final RuleSet RULES = RuleSet.of(
            1,
            List.of(
                    FakeRule.onSpan("failed", span -> span.name().equals("fail")),
                    FakeRule.onTrace(
                            "unaudited",
                            trace -> trace.spans().stream()
                                    .noneMatch(span -> span.name().equals("audit")))));

    private final List<PipelineRun> runs = new ArrayList<>();

    @AfterEach
    void closePipelines() {
        runs.forEach(PipelineRun::close);
    }

    @Test
    void spanRule_isJudgedAtArrival() {
        PipelineRun run = start();
        run.offer(spans("r - api fail 0 9"));
        run.awaitProcessed(1);

        await().until(() -> !run.violations.isEmpty());
        assertThat(run.violations).extracting(Violation::ruleId).containsExactly("failed");
        assertThat(run.closed).isEmpty();
    }

    @Test
    void presenceTrigger_isReportedAtArrivalAndCompletedAtTheClose() {
        PipelineRun run = run(
                PipelineRun.ONE_LANE,
                RuleSet.of(
                        1, List.of(FakeRule.presence("leak", span -> span.name().equals("leak")))));
        run.start();
        run.offer(spans("r - api GET 0 9\na r db leak 1 1"));
        await().until(() -> run.violations.size() == 1);
        assertThat(run.closed).isEmpty();

        run.offer(spans("b r db leak 3 1"));
        run.passUntilClosed(1);
        await().until(() -> run.violations.size() == 2);

        assertThat(run.violations).extracting(Violation::offenderCount).containsExactly(1, 2);
        assertThat(run.violations)
                .extracting(Violation::id)
                .containsOnly(run.violations.get(0).id());
        assertThat(run.count("found")).isEqualTo(1);
        assertThat(run.count("VIOLATED:")).isEqualTo(1);
    }

    @Test
    void traceRule_isJudgedAtTheClose() {
        PipelineRun run = start();
        run.offer(spans("r - api GET 0 9\nc r api q 1 2"));
        run.passUntilClosed(1);

        await().until(() -> !run.violations.isEmpty());
        assertThat(run.violations).extracting(Violation::ruleId).containsExactly("unaudited");
        assertThat(run.closed.get(0).closedBy()).isEqualTo(CloseReason.ROOT);
        assertThat(run.closed.get(0).spans()).hasSize(2);
        assertThat(run.count("ROOT")).isEqualTo(1);
        assertThat(run.count("VIOLATED:")).isEqualTo(1);
        assertThat(run.count("SATISFIED:")).isEqualTo(2);
        assertThat(run.count("found")).isEqualTo(1);
        assertThat(run.count("timed:SPAN")).isPositive();
    }

    @Test
    void b5_requiredSpanBeforeTheClose_neverCausesAViolation() {
        PipelineRun run = start();
        run.offer(spans("r - api GET 0 9"));
        run.awaitProcessed(1);
        assertThat(run.violations).isEmpty();
        run.offer(spans("a r api audit 1 2"));
        run.passUntilClosed(1);
        run.close();

        assertThat(run.violations).isEmpty();
    }

    @Test
    void b5_requiredSpanAfterTheLinger_isLateAndNoTraceOfItsOwn() {
        PipelineRun run = start();
        run.offer(spans("r - api GET 0 9"));
        run.passUntilClosed(1);
        run.passUntil(() -> run.pipeline.snapshot().traces().lingering() == 0);
        run.offer(spans("a r api audit 1 2\nf r api fail 1 2"));
        run.awaitProcessed(3);
        run.close();

        assertThat(run.violations).extracting(Violation::ruleId).containsExactly("unaudited", "failed");
        assertThat(run.closed).hasSize(1);
        assertThat(run.pipeline.snapshot().spans().late()).isEqualTo(2);
        assertThat(run.count("LATE")).isEqualTo(2);
    }

    @Test
    void b2_repeatedRequest_countsAsDuplicatesAndIsNotJudgedAgain() {
        PipelineRun run = start();
        run.offer(spans("r - api fail 0 9"));
        run.offer(spans("r - api fail 0 9"));
        run.awaitProcessed(2);

        assertThat(run.pipeline.snapshot().spans().duplicates()).isEqualTo(1);
        await().until(() -> run.count("DUPLICATE") == 1 && run.count("processed") == 2);
        assertThat(run.count("VIOLATED:")).isEqualTo(1);
    }

    @Test
    void b13_wallClockJumps_closeNothingAndOnlyDateViolations() {
        PipelineRun run = start();
        run.offer(List.of(span(traceId(1), "r - api GET 0 9")));
        run.awaitProcessed(1);
        run.clock.setWall(TIME_ZERO.plus(Duration.ofHours(1)));
        run.offer(List.of(span(traceId(2), "r - api GET 0 9")));
        run.awaitProcessed(2);
        run.clock.setWall(TIME_ZERO.minus(Duration.ofHours(1)));
        run.offer(List.of(span(traceId(3), "r - api fail 0 9")));
        run.awaitProcessed(3);

        assertThat(run.closed).isEmpty();
        await().until(() -> !run.violations.isEmpty());
        assertThat(run.violations.get(0).foundAt()).isEqualTo(TIME_ZERO.minus(Duration.ofHours(1)));
    }

    @Test
    void b18_rulesThatChangeMidTrace_judgeOnlyTheNextTrace() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RuleSet.of(1, List.of(FakeRule.onTrace("r", trace -> true))));
        run.start();
        run.offer(List.of(span(traceId(1), "r - api GET 0 9")));
        run.awaitProcessed(1);
        Rule edited = new Rule("r", RuleDefinition.builder("r", "y").build(), true, TIME_ZERO, TIME_ZERO, 2);
        run.rules = RuleSet.of(2, List.of(FakeRule.onTrace("r", trace -> true).with(edited)));
        run.offer(List.of(span(traceId(1), "c r api q 0 9")));
        run.offer(List.of(span(traceId(2), "r - api GET 0 9")));
        run.awaitProcessed(3);
        run.passUntilClosed(2);
        run.close();

        assertThat(run.violations)
                .extracting(v -> v.traceId().low() + " by " + v.ruleVersion())
                .containsExactlyInAnyOrder("1 by 1", "2 by 2");
    }

    @Test
    void fullQueue_refusesUntilThereIsRoom() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RULES);
        Semaphore gate = new Semaphore(0);
        run.sink = found -> {
            gate.acquireUninterruptibly();
            run.violations.addAll(PipelineRun.found(found));
        };
        run.start();
        List<Span> request = IntStream.range(0, 1_000)
                .mapToObj(i -> span(traceId(i + 1), "r - api fail 0 9"))
                .toList();
        int taken = 0;
        while (run.offer(request)) {
            taken++;
        }
        assertThat(taken).isBetween(1, 20);

        gate.release(1_000);
        await().until(() -> run.offer(request));
    }

    @Test
    void requestLargerThanTheQueue_isTakenWhenTheQueueIsEmpty() {
        PipelineRun run = start();
        List<Span> request = IntStream.range(0, 30_000)
                .mapToObj(i -> span(traceId(i + 1), "r - api GET 0 9"))
                .toList();
        assertThat(run.offer(request)).isTrue();

        run.awaitProcessed(30_000);
    }

    @Test
    void refusedRequest_leavesNothingOnAnyLane() {
        PipelineRun run = run(PipelineRun.withQueue(1_000_000), RULES);
        List<Span> mixed = IntStream.range(0, 64)
                .mapToObj(i -> span(traceId(i + 1), "r - api GET 0 9"))
                .toList();
        List<Span> oneTrace = IntStream.range(0, 5_000)
                .mapToObj(i -> span(traceId(1), "s" + i + " r api q 0 9"))
                .toList();
        assertThat(run.offer(oneTrace)).isTrue();
        assertThat(run.offer(mixed)).isFalse();
        run.start();
        run.awaitProcessed(5_000);

        assertThat(run.pipeline.snapshot().traces().open()).isEqualTo(1);
        await().until(() -> run.offer(mixed)); // the room of a batch is free a moment after it is accounted for
        run.awaitProcessed(5_064);
    }

    @Test
    void emptyRequest_isTaken() {
        assertThat(start().offer(List.of())).isTrue();
    }

    @Test
    void sinkThatThrows_losesItsViolationsButNoLane() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RULES);
        run.sink = found -> {
            throw new IllegalStateException("disk full");
        };
        run.start();
        run.offer(List.of(span(traceId(1), "r - api fail 0 9")));
        await().until(() -> run.count("lost") == 1);
        run.sink = found -> run.violations.addAll(PipelineRun.found(found));
        run.offer(List.of(span(traceId(2), "r - api fail 0 9")));

        await().until(() -> run.violations.size() == 1);
        assertThat(run.violations.get(0).traceId()).isEqualTo(traceId(2));
    }

    @Test
    void portThatFails_costsNoSpanAndNoLane() {
        PipelineRun run = run(PipelineRun.ONE_LANE, RULES);
        run.onClosed = trace -> {
            throw new AssertionError("cannot be kept");
        };
        run.start();
        run.offer(List.of(span(traceId(1), "r - api GET 0 9")));
        run.passUntilClosed(1);
        run.offer(List.of(span(traceId(2), "r - api fail 0 9"), span(traceId(3), "r - api fail 0 9")));
        run.awaitProcessed(3);
        run.close();

        assertThat(run.violations).extracting(Violation::ruleId).containsExactly("failed", "failed");
        assertThat(run.closed).hasSize(3);
    }

    @Test
    void close_drainsTheQueueAndJudgesOpenTraces() {
        PipelineRun run = run(PipelineRun.OPTIONS, RULES);
        for (int i = 1; i <= 100; i++) {
            run.offer(List.of(span(traceId(i), "r - api fail 0 9")));
        }
        run.start();
        run.close();

        assertThat(run.closed).hasSize(100).extracting(Trace::closedBy).containsOnly(CloseReason.SHUTDOWN);
        assertThat(run.violations).hasSize(200);
        assertThat(run.count("SHUTDOWN")).isEqualTo(100);
        assertThat(run.pipeline.snapshot().spans()).isEqualTo(new PipelineSnapshot.Spans(100, 0, 0, 0, 0, 0, 100));
        assertThat(run.offer(spans("r - api GET 0 9"))).isFalse();
        run.close();
    }

    @Test
    void close_ofABlockedLane_givesUp() throws InterruptedException {
        PipelineOptions impatient = new PipelineOptions(
                1,
                10_000_000,
                100_000_000,
                PipelineRun.OPTIONS.completion(),
                PipelineRun.OPTIONS.limits(),
                PipelineRun.OPTIONS.traceBudget(),
                Duration.ofMillis(100));
        PipelineRun run = run(impatient, RULES);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        run.sink = found -> {
            try {
                blocked.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        };
        run.start();
        run.offer(spans("r - api fail 0 9"));
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
        run.close();

        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void close_withoutStart_returns() {
        PipelineRun run = run(PipelineRun.OPTIONS, RULES);
        run.close();

        assertThat(run.offer(spans("r - api GET 0 9"))).isFalse();
    }

    private PipelineRun start() {
        return run(PipelineRun.OPTIONS, RULES).start();
    }

    private PipelineRun run(PipelineOptions options, RuleSet rules) {
        PipelineRun run = new PipelineRun(options, rules);
        runs.add(run);
        return run;
    }
}
