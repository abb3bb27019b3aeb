package com.betrace.pipeline;

import com.betrace.rule.RuleSet;
import com.betrace.rule.WorkClock;
import com.betrace.store.RecentTraces;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a pipeline uses from outside.
 *
 * @param rules the rule set of traces that begin now; read for every span, so it must be cheap
 * @param log keeps spans until their traces are judged
 * @param recentTraces gets each closed trace before its violations are reported
 * @param wall tells when a trace closed and when a violation was found, nothing else
 * @param nanoTime monotonic time, by which traces close
 */
public record PipelinePorts(
        Supplier<RuleSet> rules,
        ViolationSink sink,
        SpanLog log,
        RecentTraces recentTraces,
        PipelineMetrics metrics,
        InstantSource wall,
        WorkClock nanoTime) {}
