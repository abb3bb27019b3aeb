package com.betrace.rule.jexl;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.betrace.model.Attributes;
import com.betrace.model.CloseReason;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.WorkClock;
import com.betrace.testkit.TestSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Families of hostile expressions: each ends with its outcome (an issue's code, or a verdict), in time, and leaves the
 * spans as they were. Cases C1, C2 and C3.
 */
class HostileTest {

    /** Generous, as machines stall; steps are what stops, so that outcomes are the same everywhere. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String HUGE = "a".repeat(1 << 20);
    private static final List<Long> MANY =
            LongStream.range(2_000_000, 2_010_000).boxed().toList();

    record Hostile(String family, String outcome, String expression) {
        @Override
        public String toString() {
            return family + ": " + (expression.length() <= 60 ? expression : expression.substring(0, 60) + "...");
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void c1_c2_c3_hostileExpression_hasItsOutcomeInTime(Hostile hostile) {
        List<Span> spans = spans(300);
        List<Map<String, Object>> before =
                spans.stream().map(s -> s.attributes().toMap()).toList();
        String outcome = assertTimeoutPreemptively(DEADLINE, () -> outcome(hostile.expression(), spans));
        assertThat(outcome).isEqualTo(hostile.outcome());
        assertThat(spans.stream().map(s -> s.attributes().toMap()).toList()).isEqualTo(before);
    }

    @Test
    void c3_timeBudget_stopsBeforeTheStepsAreUsedUp() {
        AtomicLong now = new AtomicLong();
        var compilation = new JexlRuleCompiler(RuleLimits.defaults(), () -> now.addAndGet(10_000_000), () -> TIME_ZERO)
                .compile(TestSpans.rule("h", "span.x && every((1..9000000000000), x -> x > 0)"));
        assertThat(compilation.program().judge(spans(1).get(0)).reason()).isEqualTo(UndecidedReason.BUDGET);
        assertThat(now.get()).isLessThan(200_000_000);
    }

    @Test
    void c3_timeBudget_stopsInsideOneMatch() {
        AtomicLong now = new AtomicLong();
        var compilation = new JexlRuleCompiler(RuleLimits.defaults(), () -> now.addAndGet(10_000_000), () -> TIME_ZERO)
                .compile(TestSpans.rule("h", "span.huge =~ '(.*)(.*)(.*)b'"));
        assertThat(compilation.program().judge(spans(1).get(0)).reason()).isEqualTo(UndecidedReason.BUDGET);
        assertThat(now.get()).isLessThan(200_000_000);
    }

    @Test
    void c3_globThatGoesBackAndForth_isStoppedBySteps() {
        Span huge = Span.builder(
                        TestSpans.TRACE, TestSpans.span("s - svc x 0 1").spanId())
                .name(HUGE)
                .time(0, 1)
                .build();
        TraceTree tree =
                TraceTree.of(new Trace(TestSpans.TRACE, List.of(huge), CloseReason.ROOT, false, TestSpans.TIME_ZERO));
        List<Finding> findings = assertTimeoutPreemptively(
                DEADLINE,
                () -> Rules.compile("has('*" + "a".repeat(3000) + "b*')").judge(tree));
        assertThat(findings).singleElement().extracting(Finding::reason).isEqualTo(UndecidedReason.BUDGET);
    }

    @Test
    void moreThan1000Groups_exceedTheBudget() {
        CompiledRule rule = Rules.compile("spans('*').groupBy(s -> s.id)");
        assertThat(rule.judge(TraceTree.of(TestSpans.trace(CloseReason.ROOT, spans(1_000)))))
                .hasSize(1_000);
        Finding finding = rule.judge(TraceTree.of(TestSpans.trace(CloseReason.ROOT, spans(1_001))))
                .get(0);
        assertThat(finding.reason()).isEqualTo(UndecidedReason.BUDGET);
        assertThat(finding.failure()).startsWith("the rule yields more groups than it may near 1:");
    }

    @Test
    void exceededBudget_saysWhatRanOutAndWhere() {
        Finding finding =
                Rules.compile("span.x && every((1..9000000000000), x -> x > 0)").judge(spans(1).get(0));
        assertThat(finding.reason()).isEqualTo(UndecidedReason.BUDGET);
        assertThat(finding.failure()).startsWith("the rule took more steps than it may near 1:");
    }

    @Test
    void failedEvaluation_saysWhatHappenedAndWhereButNoValue() {
        AtomicLong looks = new AtomicLong();
        WorkClock breaking = () -> {
            if (looks.incrementAndGet() > 1) {
                throw new IllegalStateException("secret of a span");
            }
            return 0;
        };
        Finding finding = new JexlRuleCompiler(RuleLimits.defaults(), breaking, () -> TIME_ZERO)
                .compile(TestSpans.rule("h", "span.x && every((1..9000000000000), x -> x > 0)"))
                .program()
                .judge(spans(1).get(0));
        assertThat(finding.reason()).isEqualTo(UndecidedReason.ERROR);
        assertThat(finding.failure()).matches("the evaluation failed near 1:\\d+");
    }

    private static String outcome(String expression, List<Span> spans) {
        RuleCompilation compilation = new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> TIME_ZERO)
                .compile(
                        TestSpans.rule(
                                "h",
                                RuleDefinition.builder("h", expression)
                                        .params(Rules.PARAMS)
                                        .build()),
                        Rules.NAMES);
        if (compilation.program() == null) {
            RuleIssue first = compilation.issues().stream()
                    .filter(i -> i.level() == RuleIssue.Level.ERROR)
                    .findFirst()
                    .orElseThrow();
            assertThat(first.snippet()).contains("^");
            assertThat(first.message()).doesNotContain("org.apache").doesNotContain("java.lang.");
            return first.code();
        }
        TraceTree tree = TraceTree.of(new Trace(TestSpans.TRACE, spans, CloseReason.ROOT, false, TestSpans.TIME_ZERO));
        List<Finding> findings = compilation.program().scope() == RuleScope.SPAN
                ? spans.stream().limit(3).map(compilation.program()::judge).toList()
                : compilation.program().judge(tree);
        return findings.stream()
                .map(f -> f.reason() != null ? f.reason().name() : f.verdict().name())
                .filter(v -> !v.equals("SATISFIED"))
                .findFirst()
                .orElse("SATISFIED");
    }

    private static List<Span> spans(int count) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Span span = TestSpans.span(
                    "s" + i + " " + (i == 0 ? "-" : "s" + (i - 1) / 3) + " svc name" + i % 7 + " " + i + " 500 x=1");
            spans.add(Span.builder(span.traceId(), span.spanId())
                    .parentSpanId(span.parentSpanId())
                    .name(span.name())
                    .time(span.startNanos(), span.endNanos())
                    .resource(span.resource())
                    .attributes(Attributes.of(Map.of(
                            "x",
                            1L,
                            "long",
                            "a".repeat(5000),
                            "evil",
                            "(((a{0,900}){0,900}){0,900}",
                            "list",
                            List.of(1L, 2L),
                            "huge",
                            HUGE,
                            "many",
                            MANY)))
                    .build());
        }
        return spans;
    }

    static Stream<Hostile> expressions() throws IOException {
        Path file = Path.of(System.getProperty("betrace.root"), "betrace-engine/src/test/resources/rules/hostile.txt");
        List<Hostile> all = new ArrayList<>();
        String family = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("@ ")) {
                family = line.substring(2);
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                int space = line.indexOf(' ');
                all.add(new Hostile(family, line.substring(0, space), expand(line.substring(space + 1))));
            }
        }
        return all.stream();
    }

    /** Writes out {@code <<text*n>>}. */
    private static String expand(String line) {
        String text = line;
        for (int from = text.indexOf("<<<"); from >= 0; from = text.indexOf("<<<")) {
            int end = text.indexOf(">>>>", from);
            String inside = text.substring(from + 3, end);
            int star = inside.lastIndexOf('*');
            text = text.substring(0, from)
                    + inside.substring(0, star).repeat(Integer.parseInt(inside.substring(star + 1)))
                    + text.substring(end + 4);
        }
        return text;
    }
}
