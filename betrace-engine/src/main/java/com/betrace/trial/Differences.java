package com.betrace.trial;

import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.trial.BacktestResult.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which violations two rules of one id share, trace by trace, so that only the first few are kept. */
final class Differences {

    private final Kind added;
    private final Kind lost;
    private final Kind unchanged;
    private long violated;

    Differences(int max) {
        this.added = new Kind(max);
        this.lost = new Kind(max);
        this.unchanged = new Kind(max);
    }

    /** Of one trace; a violation's id names its trace. */
    void add(Map<ViolationId, Violation> byDraft, Map<ViolationId, Violation> byStored) {
        byDraft.forEach((id, violation) -> {
            (byStored.containsKey(id) ? unchanged : added).add(violation);
            violated += violation.verdict() == Verdict.VIOLATED ? 1 : 0;
        });
        byStored.forEach((id, violation) -> {
            if (!byDraft.containsKey(id)) {
                lost.add(violation);
            }
        });
    }

    /** How many the draft is certain of. */
    long violated() {
        return violated;
    }

    Found added() {
        return added.found();
    }

    Found lost() {
        return lost.found();
    }

    Found unchanged() {
        return unchanged.found();
    }

    /** Violations of one kind. */
    private static final class Kind {

        private final int max;
        private final List<Violation> first = new ArrayList<>();
        private long count;

        Kind(int max) {
            this.max = max;
        }

        void add(Violation violation) {
            count++;
            if (first.size() < max) {
                first.add(violation);
            }
        }

        Found found() {
            return new Found(count, first);
        }
    }
}
