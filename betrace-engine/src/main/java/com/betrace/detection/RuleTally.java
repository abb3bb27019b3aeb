package com.betrace.detection;

import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.Arrays;

/** What one lane has counted of one rule since it last told. Plain numbers, because only one thread counts. */
final class RuleTally {

    /** Undecided verdicts follow, one place for each reason. */
    private static final int UNDECIDED = Count.values().length;

    private final long[] counts = new long[UNDECIDED + UndecidedReason.values().length];
    private boolean changed;

    /** What is counted beside the reasons for being undecided. */
    enum Count {
        EVALUATED,
        FAILED,
        VIOLATED,
        SATISFIED,
        VACUOUS,
        EXCEPTED,
        MISMATCHED,
        INTERPRETED,
        SKIPPED
    }

    void add(Count what, long count) {
        counts[what.ordinal()] += count;
        changed = true;
    }

    /** Counts a verdict; most are satisfied. */
    void add(Finding finding) {
        changed = true;
        if (finding.mismatches() > 0) {
            counts[Count.MISMATCHED.ordinal()] += finding.mismatches();
        }
        if (finding.reason() != null) {
            counts[UNDECIDED + finding.reason().ordinal()]++;
        } else {
            counts[place(finding)]++;
        }
    }

    private static int place(Finding finding) {
        if (finding.verdict() == Verdict.SATISFIED) {
            return (finding.vacuous() ? Count.VACUOUS : Count.SATISFIED).ordinal();
        }
        return (finding.verdict() == Verdict.EXCEPTED ? Count.EXCEPTED : Count.VIOLATED).ordinal();
    }

    boolean isEmpty() {
        return !changed;
    }

    long of(Count what) {
        return counts[what.ordinal()];
    }

    long of(UndecidedReason reason) {
        return counts[UNDECIDED + reason.ordinal()];
    }

    void clear() {
        Arrays.fill(counts, 0);
        changed = false;
    }
}
