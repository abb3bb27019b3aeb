package com.betrace.model;

import java.util.Set;

/**
 * What stands after a trace was judged again: whatever was stored of this trace by one of these rules, and is not among the
 * violations that stand, holds no longer. It comes after the violations that stand.
 *
 * @param rules ids of the rules that gave a certain verdict
 * @param standing what these rules found this time
 */
public record Settlement(TraceId traceId, Set<String> rules, Set<ViolationId> standing) implements ViolationUpdate {

    public Settlement {
        rules = Set.copyOf(rules);
        standing = Set.copyOf(standing);
    }

    /** Whether a stored violation holds no longer. */
    public boolean retracts(Violation stored) {
        return !stored.retracted()
                && stored.traceId().equals(traceId)
                && rules.contains(stored.ruleId())
                && !standing.contains(stored.id());
    }
}
