package com.betrace.detection;

import com.betrace.detection.RuleTally.Count;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.Locale;

/** Exact counts of the verdicts of all rules together. */
final class VerdictCounts {

    private final RuleTally counts = new RuleTally();

    void add(Finding finding) {
        counts.add(finding);
    }

    /** Counts satisfied verdicts. */
    void addSatisfied(long count) {
        counts.add(Count.SATISFIED, count);
    }

    /**
     * Reports what was counted since the last time. The reason is that of an undecided verdict in lower case, {@code
     * vacuous} where what a rule speaks of did not occur, else empty.
     */
    void drainTo(Detector.VerdictListener listener) {
        if (counts.isEmpty()) {
            return;
        }
        report(listener, Verdict.VIOLATED, "", counts.of(Count.VIOLATED));
        report(listener, Verdict.SATISFIED, "", counts.of(Count.SATISFIED));
        report(listener, Verdict.SATISFIED, "vacuous", counts.of(Count.VACUOUS));
        report(listener, Verdict.EXCEPTED, "", counts.of(Count.EXCEPTED));
        for (UndecidedReason reason : UndecidedReason.values()) {
            report(listener, Verdict.UNDECIDED, reason.name().toLowerCase(Locale.ROOT), counts.of(reason));
        }
        counts.clear();
    }

    private static void report(Detector.VerdictListener listener, Verdict verdict, String reason, long count) {
        if (count > 0) {
            listener.verdicts(verdict, reason, count);
        }
    }
}
