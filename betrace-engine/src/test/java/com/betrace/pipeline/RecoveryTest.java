package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.FakeRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an earlier process had taken, the next one judges: all of it, once, and as whole traces. */
class RecoveryTest {

    private static final Duration GRACE =
            PipelineRun.OPTIONS.completion().rootGrace().plusMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LINGER = PipelineRun.OPTIONS.limits().linger().plusSeconds(1);
    private static final RuleSet RULES = RuleSet.of(
            1,
            List.of(
                    FakeRule.onTrace("unaudited", trace -> !has(trace, "audit")),
                    FakeRule.onTrace("audited", trace -> has(trace, "audit")),
                    FakeRule.onSpan("failed", span -> span.name().equals("fail"))));

    private final SteppedRun run = new SteppedRun(PipelineRun.OPTIONS, RULES);

    private static boolean has(Trace trace, String name) {
        return trace.spans().stream().anyMatch(span -> span.name().equals(name));
    }

    private List<String> stored() {
        return run.stored().stream()
                .map(violation -> violation.ruleId() + (violation.retracted() ? " retracted" : ""))
                .sorted()
                .toList();
    }

    private PipelineSnapshot.Spans accounts() {
        return run.pipeline.snapshot().spans();
    }

    @Test
    void e1_openTraceThatWasNearlyDue_waitsAnewForWhoCouldNotSend() {
        run.send(spans("r - api GET 0 9")).pass(GRACE.minusSeconds(1));
        run.restart();
        run.pass(GRACE.minusSeconds(1));
        assertThat(run.pipeline.snapshot().traces().open()).isEqualTo(1);
        run.send(spans("a r api audit 3 4")).pass(GRACE);

        assertThat(stored()).containsExactly("audited");
        assertThat(run.changes).extracting(StoredViolation::change).doesNotContain(Change.RETRACTED);
    }

    @Test
    void e1_openTrace_goesOnAsOne() {
        run.send(spans("r - api GET 0 9\nf r api fail 1 2"));
        run.restart();
        assertThat(run.pipeline.snapshot().traces().open()).isEqualTo(1);
        run.send(spans("a r api audit 3 4")).pass(GRACE);

        assertThat(stored()).containsExactly("audited", "failed");
        assertThat(run.changes).extracting(StoredViolation::change).doesNotContain(Change.RETRACTED);
        assertThat(accounts()).isEqualTo(new PipelineSnapshot.Spans(3, 0, 0, 0, 0, 0, 3));
    }

    @Test
    void e1_spansThatNoLaneHadTaken_areJudged() {
        run.offer(spans("r - api fail 0 9"));
        assertThat(run.stored()).isEmpty();
        run.restart();
        run.pass(GRACE);

        assertThat(stored()).containsExactly("failed", "unaudited");
    }

    @Test
    void e10_gracefulStop_leavesOpenTracesOpen() {
        run.offer(spans("r - api GET 0 9"));
        run.stopAndRestart();
        assertThat(run.stored()).isEmpty();
        run.send(spans("a r api audit 3 4")).pass(GRACE);

        assertThat(stored()).containsExactly("audited");
        assertThat(run.pipeline.snapshot().closed().get(CloseReason.SHUTDOWN)).isZero();
    }

    @Test
    void e1_traceThatHadClosed_isNotJudgedAgain() {
        run.send(spans("r - api GET 0 9")).pass(GRACE).pass(LINGER);
        run.restart();
        run.pass(LINGER);

        assertThat(run.changes).hasSize(1);
        assertThat(run.pipeline.snapshot().closed().values()).containsOnly(0L);
    }

    @Test
    void e1_restOfATraceThatHadClosed_isNoTraceOfItsOwn() {
        run.send(spans("r - api GET 0 9\na r api audit 1 2")).pass(GRACE).pass(LINGER);
        run.restart();
        run.send(spans("c r api query 1 2\nf r api fail 1 2")).pass(LINGER);

        assertThat(stored()).containsExactly("audited", "failed");
        assertThat(accounts().late()).isEqualTo(2);
    }

    @Test
    void e1_lingeringTrace_isStillPutRight() {
        run.send(spans("r - api GET 0 9")).pass(GRACE);
        assertThat(stored()).containsExactly("unaudited");
        run.restart();
        assertThat(run.pipeline.snapshot().traces().lingering()).isEqualTo(1);
        run.send(spans("a r api audit 3 4")).pass(SECOND);

        assertThat(stored()).containsExactly("audited", "unaudited retracted");
        assertThat(run.pipeline.snapshot().traces().rejudged()).isEqualTo(1);
    }

    @Test
    void e1_lateSpanThatNoLaneHadTaken_isJudgedAndPutsItsTraceRight() {
        run.send(spans("r - api GET 0 9")).pass(GRACE);
        run.offer(spans("a r api audit 3 4\nf r api fail 5 6"));
        run.restart();
        run.pass(SECOND);

        assertThat(stored()).containsExactly("audited", "failed", "unaudited retracted");
    }

    @Test
    void e1_lateSpanOfATraceLongClosed_isJudgedOnItsOwn() {
        run.send(spans("r - api GET 0 9")).pass(GRACE).pass(LINGER);
        run.offer(spans("f r api fail 5 6"));
        run.restart();
        run.pass(LINGER);

        assertThat(stored()).containsExactly("failed", "unaudited");
        assertThat(run.log.kept()).isEmpty();
    }

    @Test
    void e1_closeThatWasNotMarked_isJudgedAgainAndSaysTheSame() {
        run.log.takesMarks = false;
        run.send(spans("r - api GET 0 9")).pass(GRACE);
        run.log.takesMarks = true;
        run.restart();
        run.pass(GRACE);

        assertThat(run.changes).extracting(StoredViolation::change).containsExactly(Change.OPENED, Change.UNCHANGED);
        assertThat(run.log.hasClosed(span("r - api GET 0 9").traceId())).isTrue();
    }

    @Test
    void e1_closeThatWasNotMarked_isPutRightBySpansThatCameSince() {
        run.log.takesMarks = false;
        run.send(spans("r - api GET 0 9")).pass(GRACE);
        run.log.takesMarks = true;
        run.offer(spans("a r api audit 3 4"));
        run.restart();
        run.pass(GRACE);

        assertThat(stored()).containsExactly("audited", "unaudited retracted");
        assertThat(run.stored()).noneMatch(Violation::late);
    }

    @Test
    void e1_findingsThatWereNotStored_areFoundAgain() {
        run.storing = false;
        run.send(spans("r - api fail 0 9")).pass(GRACE).pass(LINGER);
        assertThat(run.stored()).isEmpty();
        run.storing = true;
        run.restart();
        run.pass(GRACE);

        assertThat(stored()).containsExactly("failed", "unaudited");
    }

    @Test
    void ageGoesOnWhereItStood() {
        for (int child = 1; child <= 5; child++) {
            run.send(spans("c" + child + " 9 api query 1 2")).pass(Duration.ofSeconds(2));
        }
        run.restart();
        run.pass(Duration.ofMillis(1_900));
        assertThat(run.pipeline.snapshot().traces().open()).isEqualTo(1);
        run.pass(Duration.ofMillis(200));

        assertThat(run.pipeline.snapshot().closed().get(CloseReason.MAX_AGE)).isEqualTo(1);
    }

    @Test
    void e2_damagedLog_makesItsTracesPartial() {
        run.send(spans("r - api GET 0 9"));
        run.log.damaged = true;
        run.restart();
        run.pass(GRACE);

        assertThat(run.pipeline.snapshot().closed().get(CloseReason.RECOVERED)).isEqualTo(1);
        assertThat(run.recent.newest(1).get(0).closedBy()).isEqualTo(CloseReason.RECOVERED);
    }

    @Test
    void e2_damagedLog_judgesNoLingeringTraceAgain() {
        run.send(spans("r - api GET 0 9")).pass(GRACE);
        run.log.damaged = true;
        run.restart();
        run.send(spans("a r api audit 3 4")).pass(SECOND);

        assertThat(stored()).containsExactly("unaudited");
        assertThat(accounts().late()).isEqualTo(1);
    }

    @Test
    void e11_restartStorm_losesNothingAndJudgesOnce() {
        for (int i = 1; i <= 20; i++) {
            run.offer(List.of(span(traceId(1), "s" + i + " r api query 1 2")));
            run.offer(List.of(span(traceId(100 + i), "r - api fail 0 9")));
            if (i % 3 == 0) {
                run.work();
            }
            run.restart();
        }
        run.send(List.of(span(traceId(1), "r - api GET 0 9"))).pass(GRACE).pass(LINGER);

        assertThat(run.recent.find(traceId(1)).orElseThrow().spans()).hasSize(21);
        assertThat(run.stored()).filteredOn(v -> v.ruleId().equals("failed")).hasSize(20);
        assertThat(run.stored()).filteredOn(v -> v.ruleId().equals("unaudited")).hasSize(21);
        assertThat(run.stored()).noneMatch(Violation::retracted);
        assertThat(run.log.kept()).isEmpty();
    }

    @Test
    void refusedByTheLog_isSaidAndLeavesNothing() {
        List<Span> request = spans("r - api fail 0 9");
        run.log.answer = SpanLog.Append.FULL;
        assertThat(run.offer(request)).isEqualTo(Offer.LOG_FULL);
        run.log.answer = SpanLog.Append.FAILED;
        assertThat(run.offer(request)).isEqualTo(Offer.LOG_FAILED);
        run.work();

        assertThat(run.stored()).isEmpty();
        assertThat(accounts().accepted()).isZero();
        assertThat(run.pipeline.memory().used()).isZero();
    }
}
