package com.betrace.service.live;

import com.betrace.model.Severity;
import com.betrace.model.Violation;
import org.jspecify.annotations.Nullable;

/** Which violations a subscriber wants; a null part matches all. */
public record ViolationFilter(
        @Nullable String ruleId,
        @Nullable Severity severity,
        @Nullable String service) {

    public static final ViolationFilter ALL = new ViolationFilter(null, null, null);

    public boolean matches(Violation violation) {
        return (ruleId == null || ruleId.equals(violation.ruleId()))
                && (severity == null || severity == violation.severity())
                && (service == null || service.equals(violation.service()));
    }
}
