package com.betrace.service.cli.backtest;

import com.betrace.detection.TimeLimit;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;
import com.betrace.service.api.TrialMapping;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.traces.TraceFile;
import com.betrace.service.judging.SystemClock;
import com.betrace.trial.Backtest;
import com.betrace.trial.GivenTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries rules on the traces of a file, without a service. */
final class LocalBacktest {

    /** Somebody waits, and can end it at any time. */
    private static final Duration TIME = Duration.ofHours(1);

    private final List<Trace> traces;
    private final int maxViolations;

    private LocalBacktest(List<Trace> traces, int maxViolations) {
        this.traces = traces;
        this.maxViolations = maxViolations;
    }

    static LocalBacktest of(Path file, int maxTraces, int maxViolations) throws CommandException {
        List<Trace> all = GivenTraces.of(unique(TraceFile.read(file, null).spans()), Instant.now());
        int from = maxTraces == 0 ? 0 : Math.max(0, all.size() - maxTraces);
        return new LocalBacktest(all.subList(from, all.size()), maxViolations);
    }

    /** A file that was recorded over retries has some spans twice. */
    private static List<Span> unique(List<Span> spans) {
        Set<List<Object>> seen = new HashSet<>();
        return spans.stream()
                .filter(span -> seen.add(List.of(span.traceId(), span.spanId())))
                .toList();
    }

    /** @param against other versions of the rules, by id; rules that are not among them are compared with nothing */
    List<RuleTrial> run(Map<String, CompiledRule> rules, Map<String, CompiledRule> against) {
        List<RuleTrial> trials = new ArrayList<>();
        rules.forEach((id, rule) -> trials.add(new RuleTrial(
                id,
                TrialMapping.toMessage(Backtest.run(
                                new Backtest.Rules(rule, against.get(id)),
                                traces,
                                maxViolations,
                                TimeLimit.of(TIME, SystemClock.INSTANCE)))
                        .build())));
        return trials;
    }
}
