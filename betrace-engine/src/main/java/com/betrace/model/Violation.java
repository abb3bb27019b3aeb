package com.betrace.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that broke.
 *
 * @param id the same whenever the same rule breaks in the same place
 * @param mode that of the rule when it was found
 * @param spanId the judged span, else the first offender; null where there is none
 * @param foundAt when it was first found
 * @param service service of the span named by {@code spanId}, else of the trace's root; empty where unknown
 * @param spanName name of that span
 * @param undecided null for a violation; else why it is not certain that what was seen is one
 * @param fingerprint the same for violations of a rule that are the same problem; 32 hex digits
 * @param context short facts for people, such as {@code trace.spans}
 * @param offenders by start time, then span id, at most {@value #MAX_OFFENDERS}
 * @param offenderCount how many there are in all
 * @param explanation why it is one
 * @param controls of the rule when it was found
 * @param tags of the rule when it was found
 * @param late it was found only after its trace had closed, with spans that came late
 * @param retracted it holds no longer: the trace was judged again with spans that came late
 * @param handling what somebody made of it; null where nobody did
 * @param revision grows when what it says changes, from 1
 */
public record Violation(
        ViolationId id,
        String ruleId,
        String ruleName,
        long ruleVersion,
        Severity severity,
        RuleMode mode,
        TraceId traceId,
        @Nullable SpanId spanId,
        Instant foundAt,
        String service,
        String spanName,
        @Nullable UndecidedReason undecided,
        String fingerprint,
        String message,
        Map<String, String> context,
        List<SpanId> offenders,
        int offenderCount,
        Explanation explanation,
        List<String> controls,
        List<String> tags,
        boolean late,
        boolean retracted,
        @Nullable Handling handling,
        long revision)
        implements ViolationUpdate {

    public static final int MAX_OFFENDERS = 100;

    public Violation {
        context = Map.copyOf(context);
        offenders = List.copyOf(offenders);
        controls = List.copyOf(controls);
        tags = List.copyOf(tags);
    }

    /** VIOLATED or UNDECIDED. */
    public Verdict verdict() {
        return undecided == null ? Verdict.VIOLATED : Verdict.UNDECIDED;
    }

    public ViolationState state() {
        if (retracted) {
            return ViolationState.RETRACTED;
        }
        return handling == null ? ViolationState.OPEN : handling.state();
    }

    /** Whether it is one that live streams show and metrics count: a certain violation of an enforced rule that still holds. */
    public boolean isEnforced() {
        return undecided == null && mode == RuleMode.ENFORCE && !retracted;
    }

    /** Whether another finding under the same id brings nothing new. */
    public boolean saysTheSameAs(Violation other) {
        return undecided == other.undecided
                && retracted == other.retracted
                && mode == other.mode
                && severity == other.severity
                && fingerprint.equals(other.fingerprint)
                && Objects.equals(spanId, other.spanId)
                && context.equals(other.context)
                && offenderCount == other.offenderCount
                && offenders.equals(other.offenders)
                && message.equals(other.message)
                && explanation.equals(other.explanation)
                && controls.equals(other.controls)
                && tags.equals(other.tags);
    }

    /**
     * This finding as the next revision of what is known under its id: found when that was found, late if that was, and handled
     * as that was.
     */
    public Violation asRevisionOf(Violation known) {
        return with(known.foundAt, known.late, retracted, known.handling, known.revision + 1);
    }

    /** The next revision of this, which says that it holds no longer. */
    public Violation asRetracted() {
        return with(foundAt, late, true, handling, revision + 1);
    }

    /** The next revision of this, which says what somebody made of it. */
    public Violation asHandled(Handling newHandling) {
        return with(foundAt, late, retracted, newHandling, revision + 1);
    }

    /** This as found only with spans that came late. */
    public Violation asLate() {
        return with(foundAt, true, retracted, handling, revision);
    }

    private Violation with(
            Instant found, boolean foundLate, boolean holdsNoLonger, @Nullable Handling newHandling, long newRevision) {
        return new Violation(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                severity,
                mode,
                traceId,
                spanId,
                found,
                service,
                spanName,
                undecided,
                fingerprint,
                message,
                context,
                offenders,
                offenderCount,
                explanation,
                controls,
                tags,
                foundLate,
                holdsNoLonger,
                newHandling,
                newRevision);
    }
}
