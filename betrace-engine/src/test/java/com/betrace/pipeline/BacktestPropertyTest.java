package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.detection.TimeLimit;
import com.betrace.model.Attributes;
import com.betrace.model.Exemption;
import com.betrace.model.Resource;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.TestSpans;
import com.betrace.trial.Backtest;
import com.betrace.trial.BacktestResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a backtest finds in the traces that closed is what judging them live has found. */
class BacktestPropertyTest {

    private static final PipelineOptions OPTIONS = new PipelineOptions(
            1,
            PipelineRun.OPTIONS.queueBytes(),
            PipelineRun.OPTIONS.memoryBytes(),
            PipelineRun.OPTIONS.completion(),
            new AssemblyLimits(20, 5_000_000, 1 << 10, Duration.ZERO),
            Duration.ofDays(1),
            PipelineRun.OPTIONS.closeTimeout());

    @Property(tries = 50)
    void backtest_findsWhatLiveJudgingFound(@ForAll long seed) {
        Random random = new Random(seed);
        List<CompiledRule> rules = rules(random);
        PipelineRun live = live(rules, spans(random), 10 + random.nextInt(200));
        for (CompiledRule rule : rules) {
            assertThat(backtested(rule, live.closed))
                    .as(() -> rule.rule().expression())
                    .isEqualTo(found(rule, live));
        }
    }

    /** Every reading of the clock moves it, so that traces close for all reasons while the spans still come. */
    private static PipelineRun live(List<CompiledRule> rules, List<Span> spans, int millisPerReading) {
        PipelineRun run = new PipelineRun(OPTIONS, RuleSet.of(1, rules));
        run.beforeReading = () -> run.clock.advance(Duration.ofMillis(millisPerReading));
        spans.forEach(span -> run.offer(List.of(span)));
        run.start().close();
        return run;
    }

    /** Without what was found on late spans, which are in no closed trace. */
    private static Map<ViolationId, Shown> found(CompiledRule rule, PipelineRun live) {
        Map<TraceId, List<SpanId>> kept = live.closed.stream()
                .collect(Collectors.toMap(
                        Trace::id,
                        trace -> trace.spans().stream().map(Span::spanId).toList()));
        Map<ViolationId, Shown> found = new HashMap<>();
        live.violations.stream()
                .filter(violation -> violation.ruleId().equals(rule.rule().id()))
                .filter(violation -> rule.scope() != RuleScope.SPAN
                        || kept.get(violation.traceId()).contains(violation.spanId()))
                .forEach(violation -> found.put(violation.id(), new Shown(violation)));
        return found;
    }

    private static Map<ViolationId, Shown> backtested(CompiledRule rule, List<Trace> traces) {
        BacktestResult result = Backtest.run(new Backtest.Rules(rule, rule), traces, Integer.MAX_VALUE, TimeLimit.NONE);
        assertThat(result.traces()).isEqualTo(traces.size());
        assertThat(result.added().count()).isZero();
        assertThat(result.lost().count()).isZero();
        assertThat(result.draft().violated())
                .isEqualTo(result.unchanged().first().stream()
                        .filter(violation -> violation.verdict() == Verdict.VIOLATED)
                        .count());
        return result.unchanged().first().stream().collect(Collectors.toMap(Violation::id, Shown::new));
    }

    /** All that a violation says but when it was found. */
    private record Shown(Violation violation) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Shown shown && violation.saysTheSameAs(shown.violation);
        }

        @Override
        public int hashCode() {
            return Objects.hash(violation.id());
        }
    }

    private static List<CompiledRule> rules(Random random) {
        int amount = random.nextInt(100);
        String name = random.nextBoolean() ? "pay" : "audit";
        List<RuleDefinition.Builder> rules = List.of(
                RuleDefinition.builder("own-data", "span.amount > " + amount).message("${span.amount} is too much"),
                RuleDefinition.builder("presence", "spans('" + name + "', s -> s.amount > " + amount + ")"),
                RuleDefinition.builder("in-trace", "span.name == '" + name + "' && span.depth > 2"),
                RuleDefinition.builder("groups", "spans('*').groupBy(s -> s.tenant).where(g -> g.count() > 2)"),
                RuleDefinition.builder("obligation", "when(spans('pay')).always(p -> p.precededBy('audit'))"),
                RuleDefinition.builder("absence", "has('pay') && !has('audit')"),
                RuleDefinition.builder("excepted", "span.failed")
                        .exceptions(List.of(new Exemption("span.amount < " + amount, "team", "why", null))),
                RuleDefinition.builder("shadow", "trace.spans.count > " + (1 + random.nextInt(9)))
                        .mode(RuleMode.SHADOW));
        return rules.stream()
                .map(RuleDefinition.Builder::build)
                .map(BacktestPropertyTest::compiled)
                .toList();
    }

    private static CompiledRule compiled(RuleDefinition rule) {
        return Objects.requireNonNull(
                Rules.compiler().compile(TestSpans.rule(rule.name(), rule)).program(), rule.expression());
    }

    /** Of some traces, mixed; some lack a parent, some come twice, some are large. */
    private static List<Span> spans(Random random) {
        List<Span> spans = new ArrayList<>();
        int traces = 1 + random.nextInt(6);
        for (int trace = 1; trace <= traces; trace++) {
            int size = 1 + random.nextInt(random.nextInt(5) == 0 ? 30 : 10);
            for (int id = 1; id <= size; id++) {
                spans.add(span(random, TestSpans.traceId(trace), id));
            }
        }
        spans.stream().filter(span -> random.nextInt(10) == 0).toList().forEach(spans::add);
        if (random.nextBoolean()) {
            Collections.shuffle(spans, random);
        }
        return spans;
    }

    private static Span span(Random random, TraceId trace, int id) {
        int parent = id == 1 ? 0 : random.nextInt(20) == 0 ? 999 : 1 + random.nextInt(id - 1);
        long start = random.nextInt(1_000) * 1_000_000L;
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("amount", (long) random.nextInt(100));
        attributes.put("tenant", "t" + random.nextInt(3));
        return Span.builder(trace, new SpanId(id))
                .parentSpanId(parent == 0 ? null : new SpanId(parent))
                .name(List.of("pay", "audit", "other").get(random.nextInt(3)))
                .kind(random.nextBoolean() ? SpanKind.SERVER : SpanKind.CLIENT)
                .status(random.nextInt(5) == 0 ? StatusCode.ERROR : StatusCode.OK)
                .time(start, start + random.nextInt(100) * 1_000_000L)
                .attributes(Attributes.of(attributes))
                .resource(new Resource(Attributes.of(Map.of("service.name", "s" + random.nextInt(3)))))
                .build();
    }
}
