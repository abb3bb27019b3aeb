package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log keeps is not let go, nor taken for less than it was, before it is judged for good. */
class ForgettingTest {

    private static final Duration GRACE =
            PipelineRun.OPTIONS.completion().rootGrace().plusMillis(50);

    private static PipelineOptions atMost(int spans) {
        AssemblyLimits limits = PipelineRun.OPTIONS.limits();
        return new PipelineOptions(
                1,
                PipelineRun.OPTIONS.queueBytes(),
                PipelineRun.OPTIONS.memoryBytes(),
                PipelineRun.OPTIONS.completion(),
                new AssemblyLimits(spans, limits.maxBytes(), limits.tombstones(), limits.linger()),
                PipelineRun.OPTIONS.traceBudget(),
                PipelineRun.OPTIONS.closeTimeout());
    }

    /** The start takes up a trace up to its limit and the spans beyond it, and judges only afterwards. */
    @Test
    void e1_traceAtItsLimitThatIsNotJudgedYet_isKeptThoughMoreOfItCame() {
        SteppedRun run = new SteppedRun(atMost(2), RuleSet.of(1, List.of(FakeRule.onTrace("always", trace -> true))));
        run.offer(spans("r - api GET 0 9\na r api one 1 2\nb r api two 1 2"));
        run.restart();
        run.restart();
        run.work();

        assertThat(run.stored()).extracting(Violation::ruleId).containsExactly("always");
        assertThat(run.log.hasClosed(traceId(1))).isTrue();
        assertThat(run.log.kept()).isEmpty();
    }

    @Test
    void e1_b3_otherContentUnderAnId_isRememberedWithTheTraceThatLingers() {
        SteppedRun run = new SteppedRun(
                PipelineRun.OPTIONS, RuleSet.of(1, List.of(FakeRule.onTrace("damaged", Trace::damaged))));
        run.send(spans("r - api GET 0 9"));
        run.send(spans("r - api other 0 9")).pass(GRACE);
        run.restart();
        run.send(spans("a r api late 1 2")).pass(Duration.ofSeconds(1));

        assertThat(run.stored())
                .singleElement()
                .satisfies(violation -> assertThat(violation.retracted()).isFalse());
    }

    /** The log keeps time while the process stands still, so that it may take a trace for lingering that is forgotten already. */
    @Test
    void e1_spanThatCameAfterItsTraceWasForgotten_isNoTraceOfItsOwn() {
        SteppedRun run = new SteppedRun(
                atMost(20_000),
                RuleSet.of(
                        1,
                        List.of(FakeRule.onTrace("alone", trace -> trace.spans().size() < 3))));
        run.send(spans("r - api GET 0 9\na r api one 1 2\nb r api two 1 2"))
                .pass(GRACE)
                .pass(PipelineRun.OPTIONS.limits().linger());
        run.log.marksAreOfNow();
        run.offer(spans("c r api late 1 2"));
        run.restart();
        run.send(spans("d r api later 1 2")).pass(Duration.ofSeconds(2));

        assertThat(run.stored()).isEmpty();
    }
}
