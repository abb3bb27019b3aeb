package com.betrace.benchmarks;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanKind;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one rule costs on one span, and a hundred on a trace of twenty spans, without the index that spares most of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuleBenchmark {

    private static final String EXPRESSION =
            "span.kind == \"SERVER\" && span['http.response.status_code'] >= 500 && span['http.route'] == \"/api/items/{id}\"";
    private static final int TRACE_RULES = 100;
    private static final int TRACE_SPANS = 20;

    /** Who evaluates. */
    public enum By {
        /** Java that somebody wrote instead of the rule. */
        HAND,
        COMPILED,
        INTERPRETER
    }

    @Param
    public By by = By.COMPILED;

    private final List<Span> spans = new Workload(0).spans();
    private final Trace trace =
            new Trace(spans.get(0).traceId(), spans.subList(0, TRACE_SPANS), CloseReason.ROOT, false, Instant.EPOCH);
    private Predicate<Span> violated = RuleBenchmark::byHand;
    private List<CompiledRule> traceRules = List.of();
    private long expected;

    @Setup
    public void build() {
        if (by != By.HAND) {
            CompiledRule rule = Workload.rule(EXPRESSION, by == By.INTERPRETER);
            violated = span -> rule.judge(span) != Finding.SATISFIED;
            traceRules = IntStream.iterate(7, number -> number + (number % 10 == 9 ? 8 : 1))
                    .limit(TRACE_RULES)
                    .mapToObj(number -> Workload.rule(Workload.expression(number), by == By.INTERPRETER))
                    .toList();
        }
        expected = spans.stream().filter(RuleBenchmark::byHand).count();
    }

    @Benchmark
    @OperationsPerInvocation(Workload.SPANS)
    public long oneRuleOnASpan() {
        long found = 0;
        for (Span span : spans) {
            found += violated.test(span) ? 1 : 0;
        }
        if (found != expected) {
            throw new IllegalStateException("found " + found + " violations, expected " + expected);
        }
        return found;
    }

    /** Nothing where it is by hand. */
    @Benchmark
    public int hundredRulesOnATrace() {
        TraceTree tree = TraceTree.of(trace);
        int findings = 0;
        for (CompiledRule rule : traceRules) {
            findings += rule.judge(tree).size();
        }
        return findings;
    }

    private static boolean byHand(Span span) {
        return span.kind() == SpanKind.SERVER
                && span.attributes().get("http.response.status_code") instanceof Long code
                && code >= 500
                && "/api/items/{id}".equals(span.attributes().get("http.route"));
    }
}
