package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that fails too often is suspended, seen to be, tried again, and no trouble to the others. */
class QuarantineTest {

    private static final Span SPAN = span("a - api GET 0 9");

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger evaluations = new AtomicInteger();
    private UndecidedReason failure = UndecidedReason.BUDGET;
    private boolean failing = true;
    private final FakeRule rule = FakeRule.onSpanFinding("r", span -> {
        evaluations.incrementAndGet();
        return failing ? Finding.undecided(failure, null, "it took too long near 1:1") : Finding.SATISFIED;
    });
    private RuleSet latest = RuleSet.of(1, List.of(rule, FakeRule.onSpan("neighbour", span -> true)));
    private final DetectorRun run = new DetectorRun(() -> latest, clock);

    private RuleHealth.RuleState state() {
        run.verdicts();
        return run.state("r");
    }

    private void judge(int spans) {
        for (int i = 0; i < spans; i++) {
            run.judge(SPAN);
        }
        clock.advance(Duration.ofSeconds(1));
        run.verdicts();
    }

    @Test
    void ruleThatAlwaysExceedsItsBudget_isSuspendedAtTheThirdTime() {
        judge(10);

        assertThat(evaluations).hasValue(3);
        assertThat(state().quarantined()).isTrue();
        assertThat(state().quarantines()).isEqualTo(1);
        assertThat(state().undecided()).containsExactly(Map.entry(UndecidedReason.BUDGET, 10L));
        assertThat(state().skipped()).isEqualTo(7);
        assertThat(state().lastFailure().message()).isEqualTo("it took too long near 1:1");
    }

    @Test
    void c4_ruleThatFailsOnEverySpan_isSuspendedAsWell() {
        failure = UndecidedReason.ERROR;
        judge(10);

        assertThat(state().quarantined()).isTrue();
        assertThat(state().undecided()).containsExactly(Map.entry(UndecidedReason.ERROR, 10L));
    }

    @Test
    void b6_traceTooLargeForARule_isOneFailureAndNotOneForEachOfItsSpans() {
        Finding overrun = Finding.undecided(UndecidedReason.BUDGET, null, "it took too long near 1:1");
        latest = RuleSet.of(2, List.of(FakeRule.onTraceFindings("r", trace -> Collections.nCopies(10_000, overrun))));
        run.judge(trace("a - api GET 0 9"));
        run.judge(trace("a - api GET 0 9"));
        assertThat(state().quarantined()).isFalse();
        assertThat(state().failures()).isEqualTo(20_000);

        run.judge(trace("a - api GET 0 9"));
        assertThat(state().quarantined()).isTrue();
    }

    @Test
    void neighbours_goOn() {
        judge(10);

        assertThat(run.found).hasSize(10).extracting(Violation::ruleId).containsOnly("neighbour");
    }

    @Test
    void oneInTwenty_isNotTooMuch() {
        for (int i = 0; i < 2_000; i++) {
            failing = i % 20 == 19;
            run.judge(SPAN);
            clock.advance(Duration.ofMillis(20));
        }

        assertThat(state().quarantined()).isFalse();
        assertThat(evaluations).hasValue(2_000);
    }

    @Test
    void moreThanOneInTwenty_isTooMuch() {
        for (int i = 0; i < 200 && !run.state("r").quarantined(); i++) {
            failing = i % 15 == 14;
            run.judge(SPAN);
        }

        assertThat(state().quarantined()).isTrue();
        assertThat(evaluations).hasValue(45);
    }

    @Test
    void whatIsOlderThanAMinute_doesNotCount() {
        failing = false;
        judge(1_000);
        clock.advance(Duration.ofMinutes(2));
        failing = true;
        judge(3);

        assertThat(state().quarantined()).isTrue();
    }

    @Test
    void failuresSpreadOverManyMinutes_suspendNothing() {
        for (int i = 0; i < 10; i++) {
            judge(1);
            clock.advance(Duration.ofSeconds(59));
        }

        assertThat(state().quarantined()).isFalse();
        assertThat(evaluations).hasValue(10);
    }

    @Test
    void after30Seconds_theRuleIsTriedAgain() {
        judge(10);
        clock.advance(Duration.ofSeconds(28));
        judge(1);
        assertThat(evaluations).hasValue(3);

        clock.advance(Duration.ofSeconds(1));
        failing = false;
        judge(5);

        assertThat(evaluations).hasValue(8);
        assertThat(state().quarantined()).isFalse();
    }

    @Test
    void ruleThatStillFails_isSuspendedAgainAtOnce() {
        judge(10);
        clock.advance(Duration.ofSeconds(30));
        judge(10);

        assertThat(evaluations).hasValue(4);
        assertThat(state().quarantined()).isTrue();
        assertThat(state().quarantines()).isEqualTo(2);
    }

    @Test
    void otherLanes_suspendItToo() {
        DetectorRun other = new DetectorRun(() -> latest, clock, run.health);
        other.judge(SPAN);
        judge(10);
        other.verdicts();
        other.judge(SPAN);

        assertThat(evaluations).hasValue(3);
    }

    @Test
    void rulesOnATrace_haveATimeTogether() {
        List<String> judged = new ArrayList<>();
        latest = RuleSet.of(
                2,
                Stream.of("a", "b", "c", "d", "e")
                        .<CompiledRule>map(id -> slow(id, judged))
                        .toList());
        run.judge(trace("a - api GET 0 9"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(judged).containsExactly("a", "b", "c", "d");
        assertThat(run.verdicts()).containsOnly(Map.entry("SATISFIED:", 4L), Map.entry("UNDECIDED:budget", 1L));
        assertThat(run.state("e").skipped()).isEqualTo(1);
        assertThat(run.state("e").quarantined()).isFalse();
    }

    @Test
    void b14_stallWhileRulesJudge_leavesNoneOfThemOut() {
        List<String> judged = new ArrayList<>();
        latest = RuleSet.of(2, List.of(stalled("a", judged), stalled("b", judged), stalled("c", judged)));
        run.judge(trace("a - api GET 0 9"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(judged).containsExactly("a", "b", "c");
        assertThat(run.verdicts()).containsOnly(Map.entry("SATISFIED:", 3L));
    }

    private FakeRule stalled(String id, List<String> judged) {
        return FakeRule.onTraceFindings(id, trace -> {
            judged.add(id);
            clock.stall(Duration.ofSeconds(15));
            return List.of(Finding.SATISFIED);
        });
    }

    @Test
    void betweenRules_theCallerHasItsTurn() {
        List<String> judged = new ArrayList<>();
        latest = RuleSet.of(2, List.of(slow("a", judged), slow("b", judged)));
        run.detector.judge(run.detector.begin(), trace("a - api GET 0 9"), () -> judged.add("turn"));

        assertThat(judged).containsExactly("a", "turn", "b", "turn");
    }

    private FakeRule slow(String id, List<String> judged) {
        return FakeRule.onTraceFindings(id, trace -> {
            judged.add(id);
            clock.advance(Duration.ofMillis(90));
            return List.of(Finding.SATISFIED);
        });
    }

    @Test
    void otherLanes_sayWhatBroughtItThere() {
        DetectorRun other = new DetectorRun(() -> latest, clock, run.health);
        judge(10);
        other.judge(SPAN);

        assertThat(other.verdicts()).containsEntry("UNDECIDED:budget", 1L);
    }

    @Test
    void anotherRuleThatChanges_liftsNoQuarantine() {
        judge(10);
        latest = RuleSet.of(2, List.of(rule, FakeRule.onSpan("new", span -> true)));
        judge(10);

        assertThat(evaluations).hasValue(3);
    }

    @Test
    void openTraces_feelTheQuarantineThatNewOnesBrought() {
        OpenJudgment begun = run.detector.begin();
        latest = RuleSet.of(2, List.of(rule));
        judge(10);
        run.judge(begun, SPAN);

        assertThat(evaluations).hasValue(3);
    }

    @Test
    void correctedRule_judgesAtOnceAndWithACleanRecord() {
        judge(10);
        failing = false;
        Rule corrected = new Rule("r", RuleDefinition.builder("r", "y").build(), true, TIME_ZERO, TIME_ZERO, 2);
        latest = RuleSet.of(2, List.of(rule.with(corrected)));
        judge(5);

        assertThat(evaluations).hasValue(8);
        assertThat(state().quarantined()).isFalse();
        assertThat(state().lastFailure()).isNull();
        assertThat(state().satisfied()).isEqualTo(5);
    }

    @Test
    void failuresOnOneTrace_areAShareOfItsSpans() {
        FakeRule perSpan = FakeRule.onTraceFindings("r", t -> {
            List<Finding> findings = new ArrayList<>(Collections.nCopies(99, Finding.SATISFIED));
            findings.add(Finding.undecided(UndecidedReason.ERROR, null, "it failed"));
            return findings;
        });
        latest = RuleSet.of(2, List.of(perSpan));
        for (int i = 0; i < 10; i++) {
            run.judge(trace("a - api GET 0 9"));
        }

        assertThat(state().quarantined()).isFalse();
        assertThat(state().evaluations()).isEqualTo(1_000);
        assertThat(state().failures()).isEqualTo(10);
    }

    @Test
    void triggerThatFails_isSeenToFail() {
        FakeRule trigger = new FakeRule(
                TestSpans.rule("r", "fake"),
                RuleScope.TRACE,
                true,
                span -> Finding.undecided(UndecidedReason.ERROR, null, "it failed"),
                t -> List.of(Finding.SATISFIED));
        latest = RuleSet.of(2, List.of(trigger));
        judge(5);

        assertThat(state().quarantined()).isTrue();
        assertThat(state().failures()).isEqualTo(3);
        assertThat(state().lastFailure().message()).isEqualTo("it failed");
    }

    @Test
    void whatTheCallerDoesBetweenRules_isNoCostOfTheirs() {
        List<String> judged = new ArrayList<>();
        latest = RuleSet.of(2, List.of(slow("a", judged), slow("b", judged)));
        run.detector.judge(run.detector.begin(), trace("a - api GET 0 9"), () -> clock.advance(Duration.ofMillis(200)));
        run.verdicts();

        assertThat(run.state("b").meanNanos()).isEqualTo(90_000_000);
    }
}
