package com.betrace.detection;

import com.betrace.model.Settlement;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A detector that writes down what it finds. */
final class DetectorRun implements Detector.Listener {

    final List<Violation> found = new ArrayList<>();
    final List<Violation> completed = new ArrayList<>();
    final List<Settlement> settled = new ArrayList<>();
    final List<RuleScope> timed = new ArrayList<>();
    final RuleHealth health;
    final Detector detector;

    DetectorRun(Supplier<RuleSet> latest, ManualClock clock) {
        this(latest, clock, new RuleHealth(clock));
    }

    DetectorRun(Supplier<RuleSet> latest, ManualClock clock, RuleHealth health) {
        this.health = health;
        this.detector = new Detector(new Detector.Inputs(latest, health, clock, clock, Duration.ofMillis(250)), this);
    }

    @Override
    public void found(Violation violation, boolean known) {
        found.add(violation);
        if (known) {
            completed.add(violation);
        }
    }

    @Override
    public void settled(Settlement settlement) {
        settled.add(settlement);
    }

    @Override
    public void evaluated(RuleScope scope, long nanos) {
        timed.add(scope);
    }

    /** What is found when a trace of one span arrives by the rules of now. */
    List<Violation> judge(Span span) {
        return judge(detector.begin(), span);
    }

    List<Violation> judge(OpenJudgment trace, Span span) {
        int before = found.size();
        detector.judge(trace, span);
        return List.copyOf(found.subList(before, found.size()));
    }

    /** What is found when a trace closes by the rules of now. */
    List<Violation> judge(Trace trace) {
        return judge(detector.begin(), trace);
    }

    List<Violation> judge(OpenJudgment judgment, Trace trace) {
        int before = found.size();
        detector.judge(judgment, trace, () -> {});
        return List.copyOf(found.subList(before, found.size()));
    }

    /** How the rule fares in whichever version it judged last. */
    RuleHealth.RuleState state(String ruleId) {
        return health.all().getOrDefault(ruleId, RuleHealth.RuleState.FINE);
    }

    /** The verdicts since the last call; the counts of each rule are in its health afterwards. */
    Map<String, Long> verdicts() {
        Map<String, Long> verdicts = new HashMap<>();
        detector.drainVerdicts((verdict, reason, count) -> verdicts.put(verdict + ":" + reason, count));
        return verdicts;
    }
}
