package com.betrace.detection;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that one span violates for good are reported as it arrives, and completed when its trace closes. */
class PresenceTriggerTest {

    private static final Trace TRACE = trace("a - api GET 0 9\nb a db leak 1 1\nc a db leak 2 1");
    private static final Span GET = TRACE.spans().get(0);
    private static final Span FIRST = TRACE.spans().get(1);
    private static final Span SECOND = TRACE.spans().get(2);

    private RuleSet latest = RuleSet.of(
            1, List.of(FakeRule.presence("no-leaks", span -> span.name().equals("leak"))));
    private final DetectorRun run = new DetectorRun(() -> latest, new ManualClock());
    private final OpenJudgment judgment = run.detector.begin();

    @Test
    void firstMatchingSpan_isReportedAsItArrives() {
        assertThat(run.judge(judgment, GET)).isEmpty();

        List<Violation> found = run.judge(judgment, FIRST);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).offenders()).containsExactly(FIRST.spanId());
        assertThat(run.completed).isEmpty();
    }

    @Test
    void laterSpans_areAddedWhenTheTraceCloses() {
        Violation first = run.judge(judgment, FIRST).get(0);
        assertThat(run.judge(judgment, SECOND)).isEmpty();

        List<Violation> atClose = run.judge(judgment, TRACE);

        assertThat(atClose).hasSize(1).isEqualTo(run.completed);
        assertThat(atClose.get(0).id()).isEqualTo(first.id());
        assertThat(atClose.get(0).offenders()).containsExactly(FIRST.spanId(), SECOND.spanId());
    }

    @Test
    void verdict_isCountedOnceAndAtTheClose() {
        run.judge(judgment, FIRST);
        run.judge(judgment, SECOND);
        assertThat(run.verdicts()).isEmpty();

        run.judge(judgment, TRACE);
        assertThat(run.verdicts()).containsExactly(Map.entry("VIOLATED:", 1L));
    }

    @Test
    void everyTrace_isReportedForItself() {
        run.judge(judgment, FIRST);

        assertThat(run.judge(run.detector.begin(), FIRST)).hasSize(1);
    }

    @Test
    void ruleDeletedSince_reportsNothing() {
        latest = RuleSet.of(2, List.of());

        assertThat(run.judge(judgment, FIRST)).isEmpty();
        assertThat(run.judge(judgment, TRACE)).isEmpty();
    }

    @Test
    void lateSpan_isLeftToRulesOnItsOwnData() {
        latest = RuleSet.of(
                2, List.of(FakeRule.presence("leaks", span -> true), FakeRule.onSpan("own data", span -> true)));
        run.detector.judgeLate(span("d a db leak 3 1"));

        assertThat(run.found).extracting(Violation::ruleId).containsExactly("own data");
    }
}
