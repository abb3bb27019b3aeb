package com.betrace.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that broke.
 *
 * @param id the same whenever the same rule breaks in the same place
 * @param spanId the judged span, else the first offender; null where there is none
 * @param foundAt when it was first found
 * @param service service of the span named by {@code spanId}, else of the trace's root; empty where unknown
 * @param spanName name of that span
 * @param context short facts for people, such as {@code trace.spans}
 * @param offenders by start time, then span id, at most {@value #MAX_OFFENDERS}
 * @param offenderCount how many there are in all
 * @param revision grows when offenders or message change, from 1
 */
public record Violation(
        ViolationId id,
        String ruleId,
        String ruleName,
        long ruleVersion,
        Severity severity,
        TraceId traceId,
        @Nullable SpanId spanId,
        Instant foundAt,
        String service,
        String spanName,
        String message,
        Map<String, String> context,
        List<SpanId> offenders,
        int offenderCount,
        long revision) {

    public static final int MAX_OFFENDERS = 100;

    public Violation {
        context = Map.copyOf(context);
        offenders = List.copyOf(offenders);
    }
    /** Whether another finding under the same id brings nothing new: same offenders, same message. */
    public boolean saysTheSameAs(Violation other) {
        return offenderCount == other.offenderCount
                && offenders.equals(other.offenders)
                && message.equals(other.message);
    }

    /** This finding as the next revision of what is known under its id: found when that was found. */
    public Violation asRevisionOf(Violation known) {
        return new Violation(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                severity,
                traceId,
                spanId,
                known.foundAt,
                service,
                spanName,
                message,
                context,
                offenders,
                offenderCount,
                known.revision + 1);
    }
}
