package com.betrace.rule;

import com.betrace.model.Span;
import com.betrace.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one span, group or trace.
 *
 * @param reason why it is undecided; null for the other verdicts
 * @param judged the judged span of a rule that reads {@code span}, else null
 * @param groupKey the canonical key of the group, empty where there is none
 * @param offenders by start time, then span id; all of them
 * @param message one readable sentence for a violation, and for an undecided finding that the spans seen would have made
 *     one; for one that failed or exceeded its budget, why and near where; else empty
 * @param vacuous true where the rule is satisfied because what it speaks of did not occur
 * @param mismatches comparisons and computations that met types which do not go together
 * @param explanation why, wherever a violation has a message
 */
public record Finding(
        Verdict verdict,
        @Nullable UndecidedReason reason,
        @Nullable Span judged,
        String groupKey,
        List<Span> offenders,
        String message,
        boolean vacuous,
        int mismatches,
        Explanation explanation) {

    /** The finding of nearly every evaluation; shared so that it costs nothing. */
    public static final Finding SATISFIED =
            new Finding(Verdict.SATISFIED, null, null, "", List.of(), "", false, 0, Explanation.NONE);

    public Finding(
            Verdict verdict,
            @Nullable UndecidedReason reason,
            @Nullable Span judged,
            String groupKey,
            List<Span> offenders,
            String message,
            boolean vacuous) {
        this(verdict, reason, judged, groupKey, offenders, message, vacuous, 0, Explanation.NONE);
    }

    public Finding {
        offenders = List.copyOf(offenders);
        if ((verdict == Verdict.UNDECIDED) != (reason != null)) {
            throw new IllegalArgumentException("exactly an undecided finding has a reason, not " + verdict);
        }
    }
}
