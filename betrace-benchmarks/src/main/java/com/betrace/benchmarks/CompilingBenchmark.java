package com.betrace.benchmarks;

import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.judging.SystemClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What validating a rule takes, which is what compiling it takes: {@code -bm ss -wi 0 -i 1 -f 5} shows the first time, in a
 * new process. A run in which a valid rule is refused, or the other way round, is void and fails.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CompilingBenchmark {

    private final RuleCompiler compiler =
            new JexlRuleCompiler(RuleLimits.defaults(), SystemClock.INSTANCE, Instant::now);

    @Param
    public LongRule shape = LongRule.TYPICAL;

    private Rule rule = rule("");

    @Setup
    public void build() {
        rule = rule(shape.expression());
    }

    @Benchmark
    public RuleCompilation compile() {
        RuleCompilation compilation = compiler.compile(rule);
        if (shape.isValid() != (compilation.program() != null)) {
            throw new IllegalStateException(shape + ": " + compilation.issues());
        }
        return compilation;
    }

    private static Rule rule(String expression) {
        return new Rule("r", RuleDefinition.builder("r", expression).build(), true, Instant.EPOCH, Instant.EPOCH, 1);
    }
}
