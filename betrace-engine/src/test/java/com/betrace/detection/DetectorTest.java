package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.TRACE;
import static com.betrace.testkit.TestSpans.rule;
import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.Severity;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.rule.UndecidedReason;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {

    private static final Span SPAN = span("a - api \"GET /x\" 0 1.5 SERVER ERROR");

    private final ManualClock clock = new ManualClock();
    private final RuleHealth health = new RuleHealth();
    private final List<RuleScope> timed = new ArrayList<>();
    private RuleSet latest = RuleSet.EMPTY;
    private final Detector detector =
            new Detector(() -> latest, health, clock, new EvaluationTimer(clock, (scope, nanos) -> timed.add(scope)));

    @Test
    void violatedSpan_becomesAViolation() {
        Rule rule = new Rule("r", "No errors", "", "x", true, Severity.CRITICAL, List.of(), TIME_ZERO, TIME_ZERO, 7);
        clock.advance(Duration.ofNanos(1_234_567));

        assertThat(judge(FakeRule.onSpan("r", span -> true).with(rule), SPAN))
                .containsExactly(new Violation(
                        ViolationId.of("r", TRACE, spanId("a").toString()),
                        "r",
                        "No errors",
                        7,
                        Severity.CRITICAL,
                        TRACE,
                        spanId("a"),
                        TIME_ZERO.plusNanos(1_234_000),
                        "api",
                        "GET /x",
                        "rule 'No errors' is violated by span 'GET /x' of service 'api'",
                        Map.of(
                                "service", "api",
                                "span.name", "GET /x",
                                "span.status", "ERROR",
                                "span.durationMs", "1.5"),
                        List.of(spanId("a")),
                        1,
                        1));
    }

    @Test
    void satisfiedSpan_isOnlyCounted() {
        assertThat(judge(FakeRule.onSpan("r", span -> false), SPAN)).isEmpty();
        assertThat(verdicts()).containsExactly(Map.entry("SATISFIED:", 1L));
        assertThat(verdicts()).isEmpty();
        assertThat(health.of("r")).isEqualTo(RuleHealth.State.FINE);
    }

    @Test
    void violatedTrace_namesItsFirstOffender() {
        Trace trace = trace(CloseReason.IDLE, "r - api GET 0 9\nb r pay charge 2 1\nc r pay charge 1 1");

        Violation violation =
                onlyOf(judge(onTrace(t -> FakeRule.violation(null, t.spans().subList(1, 3))), trace));

        assertThat(violation.id()).isEqualTo(ViolationId.of("r", TRACE, ""));
        assertThat(violation.spanId()).isEqualTo(spanId("c"));
        assertThat(violation.service()).isEqualTo("pay");
        assertThat(violation.offenders()).containsExactly(spanId("c"), spanId("b"));
        assertThat(violation.message())
                .isEqualTo("rule 'r' is violated by 2 spans, first by span 'charge' of service 'pay'");
        assertThat(violation.context()).containsEntry("trace.spans", "3").containsEntry("trace.closedBy", "IDLE");
    }

    @Test
    void violatedTraceWithoutOffenders_namesTheRootButNoSpan() {
        Trace trace = trace("e x api early -5 1\nr - gate GET 0 9\nc r pay charge 1 1");

        Violation violation = onlyOf(judge(onTrace(t -> FakeRule.violation(null, List.of())), trace));

        assertThat(violation.spanId()).isNull();
        assertThat(violation.spanName()).isEqualTo("GET");
        assertThat(violation.service()).isEqualTo("gate");
        assertThat(violation.message()).isEqualTo("rule 'r' is violated in the trace of span 'GET' of service 'gate'");
    }

    @Test
    void violatedTraceWithoutRoot_namesTheEarliestSpan() {
        Trace trace = trace(CloseReason.IDLE, "b x api late 5 1\na x - early 0 1");

        Violation violation = onlyOf(judge(onTrace(t -> FakeRule.violation(null, List.of())), trace));

        assertThat(violation.message())
                .isEqualTo("rule 'r' is violated in the trace of span 'early' of an unknown service");
    }

    @Test
    void judgedSpanOfATrace_isNamedAndTellsItsViolationsApart() {
        Trace trace = trace("r - api GET 0 9\nc r pay charge 1 1");
        FakeRule perSpan = FakeRule.onTraceFindings(
                "r",
                t -> t.spans().stream()
                        .map(span -> FakeRule.violation(span, List.of(t.spans().get(0))))
                        .toList());

        assertThat(judge(perSpan, trace))
                .extracting(Violation::id)
                .containsExactly(
                        ViolationId.of("r", TRACE, spanId("r").toString()),
                        ViolationId.of("r", TRACE, spanId("c").toString()));
        assertThat(judge(perSpan, trace)).extracting(Violation::spanName).containsExactly("GET", "charge");
    }

    @Test
    void groups_areToldApartByTheirKeys() {
        Trace trace = trace("r - api GET 0 9");
        FakeRule grouped = FakeRule.onTraceFindings("r", t -> List.of(group(t, "g1"), group(t, "g2")));

        List<Violation> violations = judge(grouped, trace);

        assertThat(violations)
                .extracting(Violation::id)
                .containsExactly(ViolationId.of("r", TRACE, "g1"), ViolationId.of("r", TRACE, "g2"));
        assertThat(violations).extracting(v -> v.context().get("group")).containsExactly("g1", "g2");
    }

    @Test
    void offenders_areTheFirst100ByStartThenId() {
        List<Span> many = new ArrayList<>();
        for (int i = 150; i > 0; i--) {
            many.add(Span.builder(TRACE, new SpanId(i)).time(i / 2, i / 2).build());
        }
        Violation violation =
                onlyOf(judge(onTrace(t -> FakeRule.violation(null, many)), trace(CloseReason.ROOT, many)));

        assertThat(violation.offenders())
                .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(SpanId::new).toList());
        assertThat(violation.offenderCount()).isEqualTo(150);
    }

    @Test
    void messageOfTheFinding_wins() {
        Finding finding = new Finding(Verdict.VIOLATED, null, SPAN, "", List.of(SPAN), "because", false);

        assertThat(onlyOf(judge(FakeRule.onSpanFinding("r", span -> finding), SPAN))
                        .message())
                .isEqualTo("because");
    }

    @Test
    void hugeNames_areCutWherePeopleReadThem() {
        Span huge = span("a - api " + "x".repeat(5_000) + " 0 1");

        Violation violation = onlyOf(judge(FakeRule.onSpan("r", span -> true), huge));

        assertThat(violation.message()).hasSizeLessThan(300).contains("x...");
        assertThat(violation.context().get("span.name")).hasSize(203);
    }

    @Test
    void undecidedAndVacuous_areCountedByReason() {
        FakeRule undecided = FakeRule.onTraceFindings(
                "r",
                trace -> List.of(
                        FakeRule.undecided(UndecidedReason.PARTIAL),
                        FakeRule.undecided(UndecidedReason.PARTIAL),
                        FakeRule.undecided(UndecidedReason.BUDGET),
                        new Finding(Verdict.SATISFIED, null, null, "", List.of(), "", true)));

        assertThat(judge(undecided, trace("r - api GET 0 9"))).isEmpty();
        assertThat(verdicts())
                .containsOnly(
                        Map.entry("UNDECIDED:partial", 2L),
                        Map.entry("UNDECIDED:budget", 1L),
                        Map.entry("SATISFIED:vacuous", 1L));
        assertThat(health.of("r").undecided())
                .containsOnly(Map.entry(UndecidedReason.PARTIAL, 2L), Map.entry(UndecidedReason.BUDGET, 1L));
    }

    @Test
    void c4_ruleThatThrows_isNotedAndHarmsNoOther() {
        latest = RuleSet.of(
                1,
                List.of(
                        FakeRule.onSpanFinding("throws", span -> {
                            throw new IllegalStateException("no such thing");
                        }),
                        FakeRule.onSpanFinding("overflows", span -> overflow()),
                        FakeRule.onSpanFinding("nothing", span -> null),
                        FakeRule.onSpan("good", span -> true)));

        assertThat(judge(latest, SPAN)).extracting(Violation::ruleId).containsExactly("good");
        assertThat(verdicts()).containsOnly(Map.entry("UNDECIDED:error", 3L), Map.entry("VIOLATED:", 1L));
        assertThat(health.of("throws").undecided()).containsOnly(Map.entry(UndecidedReason.ERROR, 1L));
        assertThat(health.of("throws").lastFailure())
                .isEqualTo(new RuleHealth.Failure(1, "java.lang.IllegalStateException: no such thing", TIME_ZERO));
        assertThat(health.of("overflows").lastFailure()).isNotNull();
        assertThat(health.of("nothing").lastFailure()).isNotNull();
        assertThat(health.of("good")).isEqualTo(new RuleHealth.State(1, Map.of(), null));
    }

    @Test
    void c4_traceRuleThatThrows_harmsNoOther() {
        latest = RuleSet.of(
                1,
                List.of(
                        FakeRule.onTraceFindings("throws", trace -> {
                            throw new IllegalStateException("no such thing");
                        }),
                        FakeRule.onTrace("good", trace -> true)));

        assertThat(judge(latest, trace("r - api GET 0 9")))
                .extracting(Violation::ruleId)
                .containsExactly("good");
        assertThat(health.of("throws").lastFailure()).isNotNull();
    }

    @Test
    void undecidedErrorWithAMessage_isTheLastFailure() {
        Finding error = new Finding(Verdict.UNDECIDED, UndecidedReason.ERROR, null, "", List.of(), "line 1: no", false);
        judge(FakeRule.onSpanFinding("r", span -> error), SPAN);

        assertThat(health.of("r").lastFailure()).isEqualTo(new RuleHealth.Failure(1, "line 1: no", TIME_ZERO));
    }

    @Test
    void b18_editedRule_judgesAsItWasWhenTheTraceBegan() {
        FakeRule before = FakeRule.onSpan("r", span -> true);
        Rule edited = new Rule("r", "r", "", "y", true, Severity.LOW, List.of(), TIME_ZERO, TIME_ZERO, 2);
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("r", span -> false).with(edited)));

        assertThat(judge(RuleSet.of(1, List.of(before)), SPAN))
                .extracting(Violation::ruleVersion)
                .containsExactly(1L);
    }

    @Test
    void b18_ruleDeletedSince_isSkipped() {
        RuleSet before = RuleSet.of(
                1, List.of(FakeRule.onSpan("gone", span -> true), FakeRule.onTrace("gone too", trace -> true)));
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("other", span -> true)));

        assertThat(judge(before, SPAN)).isEmpty();
        assertThat(judge(before, trace("r - api GET 0 9"))).isEmpty();
    }

    @Test
    void healthOfDeletedRules_isForgotten() {
        judge(FakeRule.onSpan("r", span -> true), SPAN);
        assertThat(health.of("r").violated()).isEqualTo(1);

        judge(FakeRule.onSpan("other", span -> true), SPAN);
        assertThat(health.of("r")).isEqualTo(RuleHealth.State.FINE);
    }

    @Test
    void laneWithOlderRules_erasesNoHealthOfNewerOnes() {
        RuleSet older = RuleSet.of(1, List.of(FakeRule.onSpan("old", span -> true)));
        judge(older, SPAN);
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("new", span -> true)));
        judge(latest, SPAN);

        Detector behind = new Detector(
                () -> older, health, clock, new EvaluationTimer(clock, (scope, nanos) -> timed.add(scope)));
        behind.judge(older, SPAN, violation -> {});

        assertThat(health.of("new").violated()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "256, 2", "257, 4", "2560, 20"})
    void evaluations_areTimedInOnePassOf256(int passes, int evaluations) {
        latest = RuleSet.of(1, List.of(FakeRule.onSpan("a", s -> false), FakeRule.onSpan("b", s -> false)));
        for (int i = 0; i < passes; i++) {
            detector.judge(latest, SPAN, violation -> {});
        }

        assertThat(timed).hasSize(evaluations).containsOnly(RuleScope.SPAN);
    }

    private static Finding overflow() {
        throw new StackOverflowError();
    }

    private static Finding group(Trace trace, String key) {
        return new Finding(Verdict.VIOLATED, null, null, key, trace.spans(), "", false);
    }

    private static FakeRule onTrace(Function<Trace, Finding> judge) {
        return FakeRule.onTraceFindings("r", trace -> List.of(judge.apply(trace)));
    }

    private List<Violation> judge(CompiledRule rule, Span span) {
        latest = RuleSet.of(latest.revision() + 1, List.of(rule));
        return judge(latest, span);
    }

    private List<Violation> judge(CompiledRule rule, Trace trace) {
        latest = RuleSet.of(latest.revision() + 1, List.of(rule));
        return judge(latest, trace);
    }

    private List<Violation> judge(RuleSet rules, Span span) {
        List<Violation> found = new ArrayList<>();
        detector.judge(rules, span, found::add);
        return found;
    }

    private List<Violation> judge(RuleSet rules, Trace trace) {
        List<Violation> found = new ArrayList<>();
        detector.judge(rules, trace, found::add);
        return found;
    }

    private static Violation onlyOf(List<Violation> violations) {
        assertThat(violations).hasSize(1);
        return violations.get(0);
    }

    private Map<String, Long> verdicts() {
        Map<String, Long> verdicts = new HashMap<>();
        detector.drainVerdicts((verdict, reason, count) -> verdicts.put(verdict + ":" + reason, count));
        return verdicts;
    }
}
