package com.betrace.rule;

import com.betrace.model.Explanation;
import com.betrace.model.Span;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one span, group or trace.
 *
 * @param reason why it is undecided; null for the other verdicts
 * @param vacuous true where the rule is satisfied because what it speaks of did not occur
 * @param judged the judged span of a rule that reads {@code span}, else null
 * @param groupKey the canonical key of the group, empty where there is none
 * @param mismatches comparisons and computations that met types which do not go together
 * @param failure what failed or exceeded its budget, and near where: the evaluation of an undecided finding, an exception
 *     of any other; empty where nothing did
 * @param evidence of a violation, and of an undecided finding that the spans seen would have made one; else null
 */
public record Finding(
        Verdict verdict,
        @Nullable UndecidedReason reason,
        boolean vacuous,
        @Nullable Span judged,
        String groupKey,
        int mismatches,
        String failure,
        @Nullable Evidence evidence) {

    /** The finding of nearly every evaluation; shared so that it costs nothing. */
    public static final Finding SATISFIED = new Finding(Verdict.SATISFIED, null, false, null, "", 0, "", null);

    public Finding {
        if ((verdict == Verdict.UNDECIDED) != (reason != null)) {
            throw new IllegalArgumentException("exactly an undecided finding has a reason, not " + verdict);
        }
        if (verdict == Verdict.VIOLATED && evidence == null) {
            throw new IllegalArgumentException("a violated finding has evidence");
        }
    }

    /** A finding of which nothing more is known than why it is undecided. */
    public static Finding undecided(UndecidedReason reason, @Nullable Span judged, String failure) {
        return new Finding(Verdict.UNDECIDED, reason, false, judged, "", 0, failure, null);
    }

    /** By start time, then span id; all of them. */
    public List<Span> offenders() {
        return evidence == null ? List.of() : evidence.offenders();
    }

    /** What a violation says in one sentence; else empty. */
    public String message() {
        return evidence == null ? "" : evidence.message();
    }

    public Explanation explanation() {
        return evidence == null ? Explanation.NONE : evidence.explanation();
    }
}
