package com.betrace.service.storage;

import com.betrace.model.RuleMode;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.store.ViolationQuery;
import java.util.ArrayList;
import java.util.List;

/** Mode and certainty of a violation as one number, by which the indexes of the database find it. */
final class ViolationKind {

    private static final int UNDECIDED = 1;
    private static final int SHADOW = 2;

    private ViolationKind() {}

    static int of(Violation violation) {
        return of(violation.verdict(), violation.mode());
    }

    private static int of(Verdict verdict, RuleMode mode) {
        return (verdict == Verdict.UNDECIDED ? UNDECIDED : 0) + (mode == RuleMode.SHADOW ? SHADOW : 0);
    }

    /** The kinds a query asks for, in their order. */
    static List<Integer> matching(ViolationQuery query) {
        List<Integer> kinds = new ArrayList<>();
        for (RuleMode mode : RuleMode.values()) {
            for (Verdict verdict : List.of(Verdict.VIOLATED, Verdict.UNDECIDED)) {
                if ((query.mode() == null || query.mode() == mode)
                        && (query.verdict() == null || query.verdict() == verdict)) {
                    kinds.add(of(verdict, mode));
                }
            }
        }
        return kinds;
    }
}
