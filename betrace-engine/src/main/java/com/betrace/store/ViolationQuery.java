package com.betrace.store;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which violations to read; a null filter matches all.
 *
 * @param verdict VIOLATED or UNDECIDED; null for both
 * @param mode null for any
 * @param state null for any
 * @param from found at or after
 * @param until found before
 * @param limit at least 1
 */
public record ViolationQuery(
        @Nullable String ruleId,
        @Nullable TraceId traceId,
        @Nullable Severity severity,
        @Nullable String service,
        @Nullable Verdict verdict,
        @Nullable RuleMode mode,
        @Nullable ViolationState state,
        @Nullable Instant from,
        @Nullable Instant until,
        int limit) {

    public ViolationQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    /** What is listed where nothing else is asked for: the violations of enforced rules that still hold. */
    public static ViolationQuery newest(int limit) {
        return new ViolationQuery(
                null, null, null, null, Verdict.VIOLATED, RuleMode.ENFORCE, ViolationState.OPEN, null, null, limit);
    }

    /** Whether a violation passes every filter. */
    public boolean matches(Violation violation) {
        return (ruleId == null || ruleId.equals(violation.ruleId()))
                && (traceId == null || traceId.equals(violation.traceId()))
                && (severity == null || severity == violation.severity())
                && (service == null || service.equals(violation.service()))
                && (verdict == null || verdict == violation.verdict())
                && (mode == null || mode == violation.mode())
                && (state == null || state == violation.state())
                && (from == null || !violation.foundAt().isBefore(from))
                && (until == null || violation.foundAt().isBefore(until));
    }
}
