package com.betrace.pipeline;

import com.betrace.detection.Detector;
import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationUpdate;
import com.betrace.rule.RuleScope;
import java.util.ArrayList;
import java.util.List;

/** Keeps in order what one lane finds until it is sent. */
final class Outbox implements Detector.Listener {

    private final PipelineMetrics metrics;
    private final List<ViolationUpdate> updates = new ArrayList<>();
    private final List<CloseMark> closed = new ArrayList<>();
    private final List<TraceId> toForget = new ArrayList<>();

    Outbox(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void found(Violation violation, boolean known) {
        updates.add(violation);
        if (!known) {
            metrics.violationFound(violation);
        }
    }

    @Override
    public void settled(Settlement settlement) {
        updates.add(settlement);
    }

    @Override
    public void evaluated(RuleScope scope, long nanos) {
        metrics.ruleEvaluated(scope, nanos);
    }

    void markClosed(CloseMark mark) {
        closed.add(mark);
    }

    void forget(TraceId trace) {
        toForget.add(trace);
    }

    int updates() {
        return updates.size();
    }

    /** All of it; what is to be forgotten stays while a request is worked off, some of whose spans may concern it. */
    Judged take(long through, boolean withinRequest) {
        List<Forgotten> forgotten = withinRequest
                ? List.of()
                : toForget.stream().map(trace -> new Forgotten(trace, through)).toList();
        Judged judged = new Judged(updates, closed, forgotten);
        updates.clear();
        closed.clear();
        if (!withinRequest) {
            toForget.clear();
        }
        return judged;
    }
}
