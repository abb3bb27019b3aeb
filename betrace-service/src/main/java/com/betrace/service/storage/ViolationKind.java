package com.betrace.service.storage;

import com.betrace.model.RuleMode;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationState;
import com.betrace.store.ViolationCriteria;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mode, certainty and state of a violation as one number, by which the indexes of the database find it. */
final class ViolationKind {

    /** The verdicts that are stored. */
    private static final Verdict[] STORED = {Verdict.VIOLATED, Verdict.UNDECIDED};

    private static final int UNDECIDED = 1;
    private static final int SHADOW = 2;

    /** Times the {@link ViolationState}, in the order of its values. */
    private static final int STATE = 4;

    /** How many there are. */
    static final int COUNT = STATE * ViolationState.values().length;

    private ViolationKind() {}

    static int of(Violation violation) {
        return of(violation.state(), violation.mode(), violation.verdict());
    }

    private static int of(ViolationState state, RuleMode mode, Verdict verdict) {
        return (verdict == Verdict.UNDECIDED ? UNDECIDED : 0)
                + (mode == RuleMode.SHADOW ? SHADOW : 0)
                + STATE * state.ordinal();
    }

    /** The kinds a query asks for, in their order. */
    static List<Integer> matching(ViolationCriteria query) {
        List<Integer> kinds = new ArrayList<>();
        for (ViolationState state : wanted(query.state(), ViolationState.values())) {
            for (RuleMode mode : wanted(query.mode(), RuleMode.values())) {
                for (Verdict verdict : wanted(query.verdict(), STORED)) {
                    kinds.add(of(state, mode, verdict));
                }
            }
        }
        return kinds;
    }

    private static <E extends Enum<E>> List<E> wanted(@Nullable E one, E[] all) {
        return Arrays.stream(all).filter(each -> one == null || one == each).toList();
    }
}
