package com.betrace.service.api;

import com.betrace.model.SpanId;
import com.betrace.model.Violation;

/** Violations as messages. */
public final class ViolationMapping {

    private ViolationMapping() {}

    public static com.betrace.v1.Violation toMessage(Violation violation) {
        SpanId spanId = violation.spanId();
        return com.betrace.v1.Violation.newBuilder()
                .setId(violation.id().hex())
                .setRuleId(violation.ruleId())
                .setRuleName(violation.ruleName())
                .setTraceId(violation.traceId().toString())
                .setSpanId(spanId == null ? "" : spanId.toString())
                .setTimestamp(Timestamps.toMessage(violation.foundAt()))
                .setSeverity(violation.severity().name())
                .setMessage(violation.message())
                .putAllContext(violation.context())
                .setRuleVersion(violation.ruleVersion())
                .setService(violation.service())
                .setSpanName(violation.spanName())
                .addAllOffenders(
                        violation.offenders().stream().map(SpanId::toString).toList())
                .setOffenderCount(violation.offenderCount())
                .setRevision(violation.revision())
                .build();
    }
}
