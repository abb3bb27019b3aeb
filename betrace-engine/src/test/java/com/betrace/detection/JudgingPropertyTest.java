package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TRACE;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.TraceAssembler;
import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleSet;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rules of the language over whole traces: the verdicts do not depend on how the spans came. */
class JudgingPropertyTest {

    private static final RuleSet RULES = RuleSet.of(
            1,
            List.of(
                    compiled("failed", "span.status == \"ERROR\""),
                    compiled("costly-server", "span.kind == \"SERVER\" && span.amount > 50"),
                    compiled("amounts", "spans(s -> s.amount > 90)"),
                    compiled("audited", "when(has(\"pay\")).always(has(\"audit\"))"),
                    compiled("many", "count(\"pay\") > 3"),
                    compiled("no-audit", "has(\"pay\") && !has(\"audit\")")));

    private final ManualClock clock = new ManualClock();

    @Property(tries = 200)
    void B1_anyOrderDuplicationAndSplitting_givesTheSameViolations(
            @ForAll @IntRange(min = 1, max = 25) int size, @ForAll boolean partial, @ForAll long seed) {
        Random random = new Random(seed);
        List<Span> spans = spans(size, partial, random);
        Outcome expected = judge(spans, random);
        List<Span> disorder = new ArrayList<>(spans);
        spans.stream().filter(span -> random.nextInt(3) == 0).forEach(disorder::add);
        Collections.shuffle(disorder, random);

        assertThat(judge(disorder, random)).isEqualTo(expected);
    }

    private Outcome judge(List<Span> sent, Random random) {
        Map<ViolationId, Violation> violations = new HashMap<>();
        DetectorRun run = new DetectorRun(() -> RULES, clock);
        Detector detector = run.detector;
        TraceAssembler<OpenJudgment> assembler = new TraceAssembler<>(
                CompletionPolicy.DEFAULT,
                new AssemblyLimits(1_000, 5_000_000, 64, Duration.ZERO),
                detector::begin,
                closed -> detector.judge(closed.context(), closed.at(clock.instant()), () -> {}));
        long now = 0;
        for (Span span : sent) {
            now += random.nextInt(200_000_000);
            assembler.closeDue(now);
            Arrival<OpenJudgment> arrival = assembler.add(span, now);
            if (arrival.outcome() == Arrival.Outcome.ADDED) {
                detector.judge(arrival.context(), span);
            }
        }
        assembler.closeDue(now + CompletionPolicy.DEFAULT.idle().toNanos());
        Map<String, Long> verdicts = new TreeMap<>();
        detector.drainVerdicts((verdict, reason, count) -> verdicts.put(verdict + ":" + reason, count));
        assertThat(run.completed)
                .as("presence triggers are completed exactly where they were reported")
                .extracting(Violation::id)
                .containsExactlyElementsOf(run.found.stream()
                        .filter(violation -> violation.ruleId().equals("amounts") && !run.completed.contains(violation))
                        .map(Violation::id)
                        .toList());
        run.found.forEach(violation -> violations.put(violation.id(), violation));
        return new Outcome(violations, verdicts);
    }

    private record Outcome(Map<ViolationId, Violation> violations, Map<String, Long> verdicts) {}

    private static List<Span> spans(int size, boolean partial, Random random) {
        List<Span> spans = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            SpanId parent = id == 1 ? null : new SpanId(partial && id % 7 == 0 ? 999 : 1 + random.nextInt(id - 1));
            long start = random.nextInt(1_000_000_000);
            spans.add(Span.builder(TRACE, new SpanId(id))
                    .parentSpanId(parent)
                    .name(random.nextInt(8) == 0 ? "audit" : random.nextInt(3) == 0 ? "pay" : "other")
                    .kind(random.nextBoolean() ? SpanKind.SERVER : SpanKind.CLIENT)
                    .status(random.nextInt(10) == 0 ? StatusCode.ERROR : StatusCode.OK)
                    .time(start, start + random.nextInt(1_000_000))
                    .attributes(Attributes.of(Map.of("amount", (long) random.nextInt(100))))
                    .build());
        }
        return spans;
    }

    /** Time stands still for the rules, so that none runs out of it. */
    private static CompiledRule compiled(String id, String expression) {
        RuleCompilation compilation = new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> TestSpans.TIME_ZERO)
                .compile(rule(id, expression));
        if (compilation.program() == null) {
            throw new AssertionError(compilation.issues().toString());
        }
        return compilation.program();
    }
}
