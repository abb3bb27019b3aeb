package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.rule.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All spans in flight share one memory: above its soft mark nothing is taken, above its hard mark traces close. */
class MemoryBudgetTest {

    private static final long BYTES = 2_000_000;
    private static final PipelineOptions OPTIONS = new PipelineOptions(
            2,
            BYTES / 2,
            BYTES,
            CompletionPolicy.DEFAULT,
            new AssemblyLimits(20_000, 5_000_000, 1 << 14, Duration.ofSeconds(60)),
            Duration.ofMillis(250),
            Duration.ofSeconds(20));

    private final SteppedRun run = new SteppedRun(OPTIONS, RuleSet.EMPTY);
    private int traces;

    private List<Span> request(int spans, int nameLength) {
        List<Span> request = new ArrayList<>();
        for (int i = 0; i < spans; i++) {
            request.add(Span.builder(traceId(++traces), new SpanId(1))
                    .name("x".repeat(nameLength))
                    .build());
        }
        return request;
    }

    /** As the doors do it. */
    private Offer offer(List<Span> request) {
        return run.pipeline.memory().isShort() ? Offer.MEMORY : run.offer(request);
    }

    private int sendUntilRefused() {
        int taken = 0;
        while (offer(request(10, 50)) == Offer.TAKEN) {
            run.work();
            taken += 10;
        }
        return taken;
    }

    private Map<CloseReason, Long> closed() {
        return run.pipeline.snapshot().closed();
    }

    @Test
    void b8_floodOfFreshIds_isRefusedAtTheSoftMarkAndTakenWhenTracesHaveClosed() {
        int taken = sendUntilRefused();

        assertThat(offer(request(1, 1))).isEqualTo(Offer.MEMORY);
        assertThat(run.pipeline.memory().used()).isBetween(BYTES / 4 * 3, BYTES);
        assertThat(run.pipeline.snapshot().traces().open()).isEqualTo(taken);
        run.pass(Duration.ofSeconds(11));
        assertThat(closed().get(CloseReason.ROOT)).isEqualTo(taken);
        assertThat(offer(request(1, 1))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void requestThatWasLetIn_takesWhatItIsWorthUpToTheHardMarkAndNoFurther() {
        run.pipeline.memory().add(BYTES - 200_000);

        assertThat(run.offer(request(10, 5_000))).isEqualTo(Offer.TAKEN);
        assertThat(run.offer(request(10, 5_000))).isEqualTo(Offer.MEMORY);
        assertThat(run.pipeline.memory().used()).isBetween(BYTES - 100_000, BYTES);
    }

    @Test
    void b8_lingeringTraces_keepNobodyOut() {
        for (int i = 0; i < 5; i++) {
            assertThat(sendUntilRefused()).isPositive();
            run.pass(Duration.ofSeconds(11));
        }

        MemoryBudget memory = run.pipeline.memory();
        assertThat(run.pipeline.snapshot().traces().lingering()).isPositive();
        assertThat(memory.used() + run.pipeline.snapshot().traces().lingeringBytes())
                .isLessThanOrEqualTo(memory.soft() + memory.hard() / 8);
        assertThat(closed().get(CloseReason.MEMORY)).isZero();
    }

    @Test
    void b17_requestsThatPassTheHardMark_closeTracesByMemoryEachPartial() {
        sendUntilRefused();
        run.pipeline.memory().add(-BYTES / 2);
        run.offer(request(100, 5_000));
        run.work();
        run.pipeline.memory().add(BYTES / 2);
        run.work();

        assertThat(closed().get(CloseReason.MEMORY)).isPositive();
        assertThat(run.pipeline.memory().used()).isLessThanOrEqualTo(BYTES);
        assertThat(run.recent.newest(10_000))
                .hasSize(Math.toIntExact(closed().get(CloseReason.MEMORY)))
                .allMatch(MemoryBudgetTest::isPartial);
    }

    private static boolean isPartial(Trace trace) {
        return trace.closedBy() == CloseReason.MEMORY && !TraceTree.of(trace).isComplete(true);
    }

    @Test
    void tracesThatEnd_giveEverythingBack() {
        sendUntilRefused();
        run.pass(Duration.ofSeconds(90));

        assertThat(run.pipeline.memory().used()).isZero();
        assertThat(run.pipeline.memory().crowding())
                .isEqualTo(-run.pipeline.memory().soft());
    }

    @Test
    void tryTake_goesUpToTheSoftMarkAndTakesAnythingWhereNothingIsUsed() {
        MemoryBudget budget = new MemoryBudget(1_000);
        assertThat(budget.tryTake(5_000)).isTrue();
        assertThat(budget.tryTake(1)).isFalse();
        assertThat(budget.excess()).isEqualTo(4_000 + 1_000 / 16);
        budget.add(-5_000);
        assertThat(budget.tryTake(700)).isTrue();
        assertThat(budget.isShort()).isFalse();
        assertThat(budget.tryTake(51)).isFalse();
        assertThat(budget.tryTake(50)).isTrue();
        assertThat(budget.isShort()).isTrue();
    }
}
