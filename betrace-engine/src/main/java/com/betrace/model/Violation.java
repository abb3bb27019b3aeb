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
        long revision) {

    public static final int MAX_OFFENDERS = 100;

    public Violation {
        context = Map.copyOf(context);
        offenders = List.copyOf(offenders);
    }

    /** VIOLATED or UNDECIDED. */
    public Verdict verdict() {
        return undecided == null ? Verdict.VIOLATED : Verdict.UNDECIDED;
    }

    /** Whether it is shown where nobody asks for more: a certain violation of an enforced rule. */
    public boolean isEnforced() {
        return undecided == null && mode == RuleMode.ENFORCE;
    }

    /** Whether another finding under the same id brings nothing new. */
    public boolean saysTheSameAs(Violation other) {
        return undecided == other.undecided
                && mode == other.mode
                && severity == other.severity
                && fingerprint.equals(other.fingerprint)
                && Objects.equals(spanId, other.spanId)
                && context.equals(other.context)
                && offenderCount == other.offenderCount
                && offenders.equals(other.offenders)
                && message.equals(other.message)
                && explanation.equals(other.explanation);
    }

    /** This finding as the next revision of what is known under its id: found when that was found. */
    public Violation asRevisionOf(Violation known) {
        return new Violation(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                severity,
                mode,
                traceId,
                spanId,
                known.foundAt,
                service,
                spanName,
                undecided,
                fingerprint,
                message,
                context,
                offenders,
                offenderCount,
                explanation,
                known.revision + 1);
    }
}
