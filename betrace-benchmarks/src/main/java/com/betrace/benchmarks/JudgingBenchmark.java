package com.betrace.benchmarks;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.TraceAssembler;
import com.betrace.detection.Detector;
import com.betrace.detection.OpenJudgment;
import com.betrace.detection.RuleHealth;
import com.betrace.model.Settlement;
import com.betrace.model.Span;
import com.betrace.model.Violation;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.service.judging.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
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

/**
 * What a lane does with one decoded span: assemble it into its trace and judge both, by so many rules, compiled or
 * interpreted. A run that finds
 * other violations than the workload holds is void and fails.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class JudgingBenchmark {

    private static final CompletionPolicy POLICY = CompletionPolicy.DEFAULT;
    private static final AssemblyLimits LIMITS =
            new AssemblyLimits(20_000, 5_000_000, 2 * Workload.TRACES, Duration.ZERO);
    private static final long STEP_NANOS = 10_000;

    @Param({"0", "10", "100", "1000"})
    public int rules;

    @Param({"true", "false"})
    public boolean compiled;

    private Workload workload = new Workload(0);
    private long violations;

    @Setup
    public void build() {
        workload = compiled ? new Workload(rules) : Workload.interpreted(rules);
    }

    @Benchmark
    @OperationsPerInvocation(Workload.SPANS)
    public long assembleAndJudge() {
        violations = 0;
        RuleSet judging = workload.rules();
        Detector detector = new Detector(
                new Detector.Inputs(
                        () -> judging,
                        new RuleHealth(SystemClock.INSTANCE),
                        InstantSource.fixed(Instant.EPOCH),
                        SystemClock.INSTANCE,
                        Duration.ofMillis(250)),
                new Counter());
        TraceAssembler<OpenJudgment> assembler = new TraceAssembler<>(
                POLICY,
                LIMITS,
                detector::begin,
                closed -> detector.judge(closed.context(), closed.at(Instant.EPOCH), () -> {}));
        long now = 0;
        for (Span span : workload.spans()) {
            now += STEP_NANOS;
            Arrival<OpenJudgment> arrival = assembler.add(span, now);
            detector.judge(arrival.context(), span);
        }
        assembler.closeDue(now + POLICY.idle().toNanos());
        return requireExpected(violations);
    }

    private final class Counter implements Detector.Listener {

        @Override
        public void found(Violation violation, boolean known) {
            violations += known ? 0 : 1;
        }

        @Override
        public void settled(Settlement settlement) {}

        @Override
        public void evaluated(RuleScope scope, long nanos) {}
    }

    private long requireExpected(long count) {
        if (count != workload.expectedViolations()) {
            throw new IllegalStateException(
                    "found " + count + " violations, expected " + workload.expectedViolations());
        }
        return count;
    }
}
