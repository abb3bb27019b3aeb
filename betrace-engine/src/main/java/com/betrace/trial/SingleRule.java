package com.betrace.trial;

import com.betrace.detection.Detector;
import com.betrace.detection.OpenJudgment;
import com.betrace.detection.RuleHealth;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.detection.TimeLimit;
import com.betrace.model.Settlement;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.rule.WorkClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rule alone before a detector of its own, with a health in which it is never suspended. Not thread-safe. */
final class SingleRule implements Detector.Listener {

    /** For a single rule its own limits come first. */
    private static final Duration PASS = Duration.ofSeconds(1);

    private static final Runnable NOTHING = () -> {};

    private final CompiledRule rule;
    private final RuleHealth health;
    private final Detector detector;
    private Instant now = Instant.EPOCH;
    private Map<ViolationId, Violation> found = new LinkedHashMap<>();

    SingleRule(CompiledRule rule, WorkClock nanoTime) {
        this.rule = rule;
        this.health = RuleHealth.ofTrial(nanoTime);
        RuleSet rules = RuleSet.of(1, List.of(rule));
        this.detector = new Detector(new Detector.Inputs(() -> rules, health, () -> now, nanoTime, PASS), this);
    }

    /**
     * What would be stored of the trace, found when it closed: its spans arrive in their order, then it closes. Not all of it
     * where the limit is over meanwhile.
     */
    Map<ViolationId, Violation> judge(Trace trace, TimeLimit limit) {
        found = new LinkedHashMap<>();
        now = trace.closedAt();
        OpenJudgment open = detector.begin();
        for (Span span : trace.spans()) {
            if (limit.isOver()) {
                return found;
            }
            detector.judge(open, span);
        }
        detector.judge(open, trace, NOTHING);
        return found;
    }

    /** How the rule fared so far. */
    RuleState state() {
        detector.drainVerdicts((verdict, reason, count) -> {});
        return health.of(rule.rule());
    }

    @Override
    public void found(Violation violation, boolean known) {
        found.put(violation.id(), violation);
    }

    /** Nothing is judged twice. */
    @Override
    public void settled(Settlement settlement) {}

    @Override
    public void evaluated(RuleScope scope, long nanos) {}
}
