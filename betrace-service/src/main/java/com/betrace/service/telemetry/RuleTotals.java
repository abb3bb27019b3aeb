package com.betrace.service.telemetry;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.UndecidedReason;
import java.util.EnumMap;
import java.util.Map;

/** Several rules as if they were one: counts are added up, costs are the highest, and it is suspended where one is. */
final class RuleTotals {

    private final Map<UndecidedReason, Long> undecided = new EnumMap<>(UndecidedReason.class);
    private RuleState sum = new RuleState(0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, false, 0, null);

    void add(RuleState state) {
        state.undecided().forEach((reason, count) -> undecided.merge(reason, count, Long::sum));
        sum = new RuleState(
                sum.evaluations() + state.evaluations(),
                sum.failures() + state.failures(),
                sum.violated() + state.violated(),
                sum.satisfied() + state.satisfied(),
                sum.vacuous() + state.vacuous(),
                sum.excepted() + state.excepted(),
                undecided,
                sum.mismatches() + state.mismatches(),
                sum.skipped() + state.skipped(),
                sum.interpreted() + state.interpreted(),
                Math.max(sum.meanNanos(), state.meanNanos()),
                Math.max(sum.p99Nanos(), state.p99Nanos()),
                sum.quarantined() || state.quarantined(),
                sum.quarantines() + state.quarantines(),
                null);
    }

    RuleState state() {
        return sum;
    }
}
