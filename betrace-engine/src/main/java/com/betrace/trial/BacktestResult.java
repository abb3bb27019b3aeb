package com.betrace.trial;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest shows. Violations are those that would be stored, undecided ones too.
 *
 * @param traces how many were judged
 * @param spans of these
 * @param outOfTime true where the time ran out before the last trace
 * @param violated violations of the draft that are certain
 * @param draft how the draft fares
 * @param stored how the stored rule fares on the same traces; null where there is none
 * @param added only the draft finds them; all, where there is no stored rule
 * @param lost only the stored rule finds them
 * @param unchanged both find them, though perhaps with other words; as the draft has them
 */
public record BacktestResult(
        int traces,
        long spans,
        boolean outOfTime,
        long violated,
        RuleState draft,
        @Nullable RuleState stored,
        Found added,
        Found lost,
        Found unchanged) {

    /**
     * Violations of one kind.
     *
     * @param count of all
     * @param first in the order of the traces
     */
    public record Found(long count, List<Violation> first) {

        public Found {
            first = List.copyOf(first);
        }
    }
}
