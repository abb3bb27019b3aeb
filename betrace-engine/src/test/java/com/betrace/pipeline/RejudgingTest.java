package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleSet;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.FakeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A trace that has closed is judged again with spans that come late, and what was said of it is put right. */
class RejudgingTest {

    private static final Duration GRACE =
            PipelineRun.OPTIONS.completion().rootGrace().plusMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LINGER = PipelineRun.OPTIONS.limits().linger().plusSeconds(1);

    private static final FakeRule UNAUDITED = FakeRule.onTrace("unaudited", trace -> !has(trace, "audit"));
    private static final FakeRule PAIRED = FakeRule.onTrace("paired", trace -> has(trace, "audit"));
    private static final FakeRule LEAKS =
            FakeRule.presence("leaks", span -> span.name().equals("leak"));
    private static final FakeRule FAILED =
            FakeRule.onSpan("failed", span -> span.name().equals("fail"));

    private static boolean has(Trace trace, String name) {
        return trace.spans().stream().anyMatch(span -> span.name().equals(name));
    }

    private static SteppedRun run(FakeRule... rules) {
        return new SteppedRun(PipelineRun.OPTIONS, RuleSet.of(1, List.of(rules)));
    }

    private static SteppedRun closed(FakeRule... rules) {
        return run(rules).send(spans("r - api GET 0 9")).pass(GRACE);
    }

    @Test
    void b5_requiredSpanAfterTheClose_retractsTheViolation() {
        SteppedRun run = closed(UNAUDITED);
        assertThat(run.stored()).hasSize(1).noneMatch(Violation::retracted);
        run.send(spans("a r api audit 1 2")).pass(SECOND);

        assertThat(run.stored()).hasSize(1).allMatch(Violation::retracted);
        assertThat(run.changes).extracting(StoredViolation::change).containsExactly(Change.OPENED, Change.RETRACTED);
        assertThat(run.recent
                        .find(span("r - api GET 0 9").traceId())
                        .orElseThrow()
                        .spans())
                .hasSize(2);
    }

    @Test
    void violationThatOnlyTheLateSpanShows_isLate() {
        SteppedRun run = closed(PAIRED, FAILED, LEAKS);
        run.send(spans("a r api audit 1 2\nf r api fail 1 2\nl r api leak 1 2")).pass(SECOND);

        assertThat(run.stored()).extracting(Violation::ruleId).containsExactlyInAnyOrder("paired", "failed", "leaks");
        assertThat(run.stored()).allMatch(Violation::late).noneMatch(Violation::retracted);
    }

    @Test
    void violationThatStands_keepsItsDateAndIsNotLate() {
        SteppedRun run = closed(UNAUDITED);
        Violation before = run.stored().get(0);
        run.send(spans("c r api query 1 2")).pass(SECOND);

        Violation after = run.stored().get(0);
        assertThat(after.foundAt()).isEqualTo(before.foundAt());
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.offenderCount()).isEqualTo(2);
        assertThat(after.late()).isFalse();
    }

    @Test
    void presenceTrigger_isCompletedByLateSpans() {
        SteppedRun run =
                run(LEAKS).send(spans("r - api GET 0 9\nl r api leak 1 2")).pass(GRACE);
        run.send(spans("m r api leak 3 4")).pass(SECOND);

        assertThat(run.stored()).hasSize(1).noneMatch(Violation::late);
        assertThat(run.stored().get(0).offenderCount()).isEqualTo(2);
    }

    @Test
    void spanRule_isNotTakenBack() {
        SteppedRun run = run(FAILED, UNAUDITED).send(spans("r - api fail 0 9")).pass(GRACE);
        run.send(spans("a r api audit 1 2")).pass(SECOND);

        assertThat(run.stored())
                .filteredOn(Violation::retracted)
                .extracting(Violation::ruleId)
                .containsExactly("unaudited");
        assertThat(run.stored()).hasSize(2);
    }

    @Test
    void ruleThatCannotBeEvaluatedAgain_takesNothingBack() {
        SteppedRun run = closed(onTrace(trace -> has(trace, "audit")
                ? Finding.undecided(UndecidedReason.BUDGET, null, "too slow")
                : FakeRule.violation(null, trace.spans())));
        run.send(spans("a r api audit 1 2")).pass(SECOND);

        assertThat(run.stored()).hasSize(1).noneMatch(Violation::retracted);
    }

    @Test
    void ruleThatIsUndecidedOnWhatIsSeenNow_takesItsViolationBack() {
        SteppedRun run = closed(onTrace(trace -> has(trace, "audit")
                ? Finding.undecided(UndecidedReason.PARTIAL, null, "")
                : FakeRule.violation(null, trace.spans())));
        run.send(spans("a 9 api audit 1 2")).pass(SECOND);

        assertThat(run.stored()).hasSize(1).allMatch(Violation::retracted);
    }

    private static FakeRule onTrace(Function<Trace, Finding> judge) {
        return FakeRule.onTraceFindings("r", trace -> List.of(judge.apply(trace)));
    }

    @Test
    void ruleThatIsGone_takesNothingBack() {
        SteppedRun run = closed(UNAUDITED);
        run.rules = RuleSet.of(2, List.of(FAILED));
        run.send(spans("a r api audit 1 2")).pass(SECOND);

        assertThat(run.stored()).hasSize(1).noneMatch(Violation::retracted);
    }

    @Test
    void traceCountsOnce_howeverOftenItIsJudged() {
        SteppedRun run = closed(UNAUDITED);
        for (int i = 0; i < 3; i++) {
            run.send(spans("c" + i + " r api query 1 2")).pass(SECOND);
        }

        PipelineSnapshot now = run.pipeline.snapshot();
        assertThat(now.closed().get(CloseReason.ROOT)).isEqualTo(1);
        assertThat(now.traces().rejudged()).isEqualTo(3);
        assertThat(now.spans()).isEqualTo(new PipelineSnapshot.Spans(4, 0, 0, 0, 0, 0, 4));
        assertThat(run.pipeline.ruleHealth().all().get("unaudited").violated()).isEqualTo(1);
    }

    @Test
    void afterTheLinger_spanRulesStillJudgeAndTheLogForgets() {
        SteppedRun run = closed(UNAUDITED, FAILED).pass(LINGER);
        assertThat(run.log.kept()).isEmpty();
        run.send(spans("a r api audit 1 2\nf r api fail 1 2")).pass(SECOND);

        assertThat(run.stored()).extracting(Violation::ruleId).containsExactly("unaudited", "failed");
        assertThat(run.stored()).noneMatch(Violation::retracted);
        assertThat(run.pipeline.snapshot().spans().late()).isEqualTo(2);
        assertThat(run.log.kept()).isEmpty();
    }

    @Test
    void traceClosedByALimit_isNeverJudgedAgain() {
        SteppedRun run = run(UNAUDITED, FAILED).send(spans("c 9 api query 0 9"));
        for (int i = 0; i < 13; i++) {
            run.send(spans("c" + i + " 9 api query 0 9")).pass(SECOND);
        }
        assertThat(run.pipeline.snapshot().closed().get(CloseReason.MAX_AGE)).isEqualTo(1);
        run.send(spans("a 9 api audit 1 2\nf 9 api fail 1 2")).pass(SECOND);

        assertThat(run.stored()).extracting(Violation::verdict).contains(Verdict.VIOLATED);
        assertThat(run.stored())
                .noneMatch(Violation::retracted)
                .anyMatch(v -> v.ruleId().equals("failed"));
        assertThat(run.pipeline.snapshot().spans().afterLimit()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void b18_traceIsJudgedAgainByTheRulesOfItsFirstSpan() {
        List<String> judged = new ArrayList<>();
        FakeRule first = FakeRule.onTrace("r", trace -> !judged.add("first"));
        FakeRule second = FakeRule.onTrace("r", trace -> !judged.add("second"));
        SteppedRun run = closed(first);
        run.rules = RuleSet.of(2, List.of(second));
        run.send(spans("a r api audit 1 2")).pass(SECOND);
        run.send(List.of(span(traceId(9), "r - api GET 0 9"))).pass(GRACE);

        assertThat(judged).containsExactly("first", "first", "second");
    }
}
