package com.betrace.detection;

import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.ViolationId;
import com.betrace.rule.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what stands after a pass over a trace that was judged before. Not thread-safe. */
final class SettlementDraft {

    private final Set<String> rules = new HashSet<>();
    private final Set<ViolationId> standing = new HashSet<>();

    /** A rule that could not be evaluated takes nothing back. */
    void add(Seat seat, List<Finding> findings) {
        if (!RuleHealth.hasFailure(findings)) {
            rules.add(seat.rule().id());
        }
    }

    void stands(ViolationId id) {
        standing.add(id);
    }

    Settlement of(TraceId trace) {
        return new Settlement(trace, rules, standing);
    }
}
