package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.TRACE;
import static com.betrace.testkit.TestSpans.rule;
import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Explanation;
import com.betrace.model.Fingerprint;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectorTest {

    private static final Span SPAN = span("a - api \"GET /x\" 0 1.5 SERVER ERROR");

    private final ManualClock clock = new ManualClock();
    private RuleSet latest = RuleSet.EMPTY;
    private final DetectorRun run = new DetectorRun(() -> latest, clock);

    @Test
    void violatedSpan_becomesAViolation() {
        Rule rule = new Rule(
                "r",
                RuleDefinition.builder("No errors", "x")
                        .severity(Severity.CRITICAL)
                        .mode(RuleMode.SHADOW)
                        .build(),
                true,
                TIME_ZERO,
                TIME_ZERO,
                7);
        clock.advance(Duration.ofNanos(1_234_567));

        assertThat(judge(FakeRule.onSpan("r", span -> true).with(rule), SPAN))
                .containsExactly(new Violation(
                        ViolationId.of("r", TRACE, spanId("a").toString()),
                        "r",
                        "No errors",
                        7,
                        Severity.CRITICAL,
                        RuleMode.SHADOW,
                        TRACE,
                        spanId("a"),
                        TIME_ZERO.plusNanos(1_234_000),
                        "api",
                        "GET /x",
                        null,
                        Fingerprint.of("r", List.of("api", "GET /x")),
                        "broken by GET /x",
                        Map.of(
                                "service", "api",
                                "span.name", "GET /x",
                                "span.status", "ERROR",
                                "span.durationMs", "1.5"),
                        List.of(spanId("a")),
                        1,
                        Explanation.NONE,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        null,
                        1));
    }

    @Test
    void satisfiedSpan_isOnlyCounted() {
        assertThat(judge(FakeRule.onSpan("r", span -> false), SPAN)).isEmpty();
        assertThat(run.verdicts()).containsExactly(Map.entry("SATISFIED:", 1L));
        assertThat(run.verdicts()).isEmpty();
        assertThat(run.state("r").satisfied()).isEqualTo(1);
        assertThat(run.state("r").evaluations()).isEqualTo(1);
    }

    @Test
    void violatedTrace_namesItsFirstOffender() {
        Trace trace = trace(CloseReason.IDLE, "r - api GET 0 9\nb r pay charge 2 1\nc r pay charge 1 1");

        Violation violation = onlyOf(judge(
                onTrace(t -> FakeRule.violation(
                        null, List.of(t.spans().get(2), t.spans().get(1)))),
                trace));

        assertThat(violation.id()).isEqualTo(ViolationId.of("r", TRACE, ""));
        assertThat(violation.spanId()).isEqualTo(spanId("c"));
        assertThat(violation.service()).isEqualTo("pay");
        assertThat(violation.offenders()).containsExactly(spanId("c"), spanId("b"));
        assertThat(violation.context()).containsEntry("trace.spans", "3").containsEntry("trace.closedBy", "IDLE");
    }

    @Test
    void violatedTraceWithoutOffenders_namesNoSpan() {
        Trace trace = trace("r - gate GET 0 9\nc r pay charge 1 1");

        Violation violation = onlyOf(judge(
                onTrace(t ->
                        FakeRule.violation(null, "", FakeRule.evidence(t.spans().get(0), List.of()))),
                trace));

        assertThat(violation.spanId()).isNull();
        assertThat(violation.spanName()).isEqualTo("GET");
        assertThat(violation.service()).isEqualTo("gate");
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
    void offenders_areTheFirst100() {
        List<Span> many = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            many.add(Span.builder(TRACE, new SpanId(i)).time(i / 2, i / 2).build());
        }
        Violation violation =
                onlyOf(judge(onTrace(t -> FakeRule.violation(null, many)), trace(CloseReason.ROOT, many)));

        assertThat(violation.offenders())
                .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(SpanId::new).toList());
        assertThat(violation.offenderCount()).isEqualTo(150);
    }

    @Test
    void undecidedFindingWithEvidence_isReportedAsSuch() {
        Finding undecided = new Finding(
                Verdict.UNDECIDED,
                UndecidedReason.PARTIAL,
                false,
                null,
                "",
                0,
                "",
                FakeRule.evidence(SPAN, List.of(SPAN)));

        Violation violation = onlyOf(judge(onTrace(t -> undecided), trace("a - api GET 0 9")));

        assertThat(violation.undecided()).isEqualTo(UndecidedReason.PARTIAL);
        assertThat(violation.isEnforced()).isFalse();
    }

    @Test
    void exceptedFinding_isCountedApart() {
        Finding excepted = new Finding(Verdict.EXCEPTED, null, false, null, "", 0, "", null);

        assertThat(judge(onTrace(t -> excepted), trace("a - api GET 0 9"))).isEmpty();
        assertThat(run.verdicts()).containsExactly(Map.entry("EXCEPTED:", 1L));
        assertThat(run.state("r").excepted()).isEqualTo(1);
        assertThat(run.state("r").satisfied()).isZero();
    }

    @Test
    void exceptionThatFailed_isReportedThoughTheRuleIsViolated() {
        Finding violated = new Finding(
                Verdict.VIOLATED,
                null,
                false,
                null,
                "",
                3,
                "exceptions[0].when does not apply",
                FakeRule.evidence(SPAN, List.of(SPAN)));

        assertThat(judge(onTrace(t -> violated), trace("a - api GET 0 9"))).hasSize(1);
        run.verdicts();
        assertThat(run.state("r").lastFailure().message()).isEqualTo("exceptions[0].when does not apply");
        assertThat(run.state("r").mismatches()).isEqualTo(3);
        assertThat(run.state("r").undecided()).isEmpty();
    }

    @Test
    void hugeNames_areCutWherePeopleReadThem() {
        Span huge = span("a - api " + "x".repeat(5_000) + " 0 1");

        Violation violation = onlyOf(judge(FakeRule.onSpan("r", span -> true), huge));

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
                        new Finding(Verdict.SATISFIED, null, true, null, "", 0, "", null)));

        assertThat(judge(undecided, trace("r - api GET 0 9"))).isEmpty();
        assertThat(run.verdicts())
                .containsOnly(
                        Map.entry("UNDECIDED:partial", 2L),
                        Map.entry("UNDECIDED:budget", 1L),
                        Map.entry("SATISFIED:vacuous", 1L));
        assertThat(run.state("r").undecided())
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

        assertThat(run.judge(SPAN)).extracting(Violation::ruleId).containsExactly("good");
        assertThat(run.verdicts()).containsOnly(Map.entry("UNDECIDED:error", 3L), Map.entry("VIOLATED:", 1L));
        assertThat(run.state("throws").undecided()).containsOnly(Map.entry(UndecidedReason.ERROR, 1L));
        assertThat(run.state("throws").lastFailure())
                .isEqualTo(new RuleHealth.Failure(1, "java.lang.IllegalStateException: no such thing", TIME_ZERO));
        assertThat(run.state("overflows").lastFailure()).isNotNull();
        assertThat(run.state("nothing").lastFailure()).isNotNull();
        assertThat(run.state("good").violated()).isEqualTo(1);
        assertThat(run.state("good").lastFailure()).isNull();
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

        assertThat(run.judge(trace("r - api GET 0 9")))
                .extracting(Violation::ruleId)
                .containsExactly("good");
        assertThat(run.state("throws").lastFailure()).isNotNull();
    }

    @Test
    void undecidedError_isTheLastFailure() {
        Finding error = Finding.undecided(UndecidedReason.ERROR, null, "line 1: no");
        judge(FakeRule.onSpanFinding("r", span -> error), SPAN);

        assertThat(run.state("r").lastFailure()).isEqualTo(new RuleHealth.Failure(1, "line 1: no", TIME_ZERO));
    }

    @Test
    void b18_editedRule_judgesAsItWasWhenTheTraceBegan() {
        latest = RuleSet.of(1, List.of(FakeRule.onSpan("r", span -> true)));
        OpenJudgment begun = run.detector.begin();
        Rule edited = new Rule("r", RuleDefinition.builder("r", "y").build(), true, TIME_ZERO, TIME_ZERO, 2);
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("r", span -> false).with(edited)));

        assertThat(run.judge(begun, SPAN)).extracting(Violation::ruleVersion).containsExactly(1L);
    }

    @Test
    void b18_ruleDeletedSince_isSkipped() {
        latest = RuleSet.of(
                1,
                List.of(
                        FakeRule.onSpan("gone", span -> true),
                        FakeRule.presence("gone as well", span -> true),
                        FakeRule.onTrace("gone too", trace -> true)));
        OpenJudgment before = run.detector.begin();
        latest = RuleSet.of(2, List.of(FakeRule.onSpan("other", span -> true)));

        assertThat(run.judge(before, SPAN)).isEmpty();
        assertThat(run.judge(before, trace("r - api GET 0 9"))).isEmpty();
    }

    private static Finding overflow() {
        throw new StackOverflowError();
    }

    private static Finding group(Trace trace, String key) {
        return FakeRule.violation(null, key, FakeRule.evidence(trace.spans().get(0), trace.spans()));
    }

    private static FakeRule onTrace(Function<Trace, Finding> judge) {
        return FakeRule.onTraceFindings("r", trace -> List.of(judge.apply(trace)));
    }

    private List<Violation> judge(CompiledRule rule, Span span) {
        latest = RuleSet.of(latest.revision() + 1, List.of(rule));
        return run.judge(span);
    }

    private List<Violation> judge(CompiledRule rule, Trace trace) {
        latest = RuleSet.of(latest.revision() + 1, List.of(rule));
        return run.judge(trace);
    }

    private static Violation onlyOf(List<Violation> violations) {
        assertThat(violations).hasSize(1);
        return violations.get(0);
    }
}
