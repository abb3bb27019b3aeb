package com.betrace.detection;

import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import com.betrace.rule.UndecidedReason;
import java.util.Arrays;
import java.util.Locale;

/** Exact counts of verdicts, plain numbers because only one thread counts. */
final class VerdictCounts {

    private static final int VIOLATED = 0;
    private static final int SATISFIED = 1;
    private static final int VACUOUS = 2;
    private static final int UNDECIDED = 3;

    private final long[] counts = new long[UNDECIDED + UndecidedReason.values().length];

    void add(Finding finding) {
        if (finding.verdict() == Verdict.SATISFIED) {
            counts[finding.vacuous() ? VACUOUS : SATISFIED]++;
        } else if (finding.reason() == null) {
            counts[VIOLATED]++;
        } else {
            counts[UNDECIDED + finding.reason().ordinal()]++;
        }
    }

    /** Reports what was counted since the last time. */
    void drainTo(Detector.VerdictListener listener) {
        report(listener, Verdict.VIOLATED, "", counts[VIOLATED]);
        report(listener, Verdict.SATISFIED, "", counts[SATISFIED]);
        report(listener, Verdict.SATISFIED, "vacuous", counts[VACUOUS]);
        for (UndecidedReason reason : UndecidedReason.values()) {
            String label = reason.name().toLowerCase(Locale.ROOT);
            report(listener, Verdict.UNDECIDED, label, counts[UNDECIDED + reason.ordinal()]);
        }
        Arrays.fill(counts, 0);
    }

    private static void report(Detector.VerdictListener listener, Verdict verdict, String reason, long count) {
        if (count > 0) {
            listener.verdicts(verdict, reason, count);
        }
    }
}
