package com.betrace.service.api;

import com.betrace.model.Explanation;
import com.betrace.model.Handling;
import com.betrace.model.SpanId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.v1.ExplanationRole;
import com.betrace.v1.ExplanationValue;

/** Violations as messages. */
public final class ViolationMapping {

    private ViolationMapping() {}

    public static com.betrace.v1.Violation toMessage(Violation violation) {
        SpanId spanId = violation.spanId();
        UndecidedReason undecided = violation.undecided();
        com.betrace.v1.Violation.Builder message = com.betrace.v1.Violation.newBuilder()
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
                .setMode(violation.mode().name())
                .setVerdict(violation.verdict().name())
                .setUndecidedReason(undecided == null ? "" : undecided.name())
                .setFingerprint(violation.fingerprint())
                .setExplanation(toMessage(violation.explanation()))
                .setState(violation.state().name())
                .setLate(violation.late())
                .addAllControls(violation.controls())
                .addAllTags(violation.tags());
        Handling handling = violation.handling();
        return handling == null
                ? message.build()
                : message.setHandling(toMessage(handling)).build();
    }

    private static com.betrace.v1.Handling toMessage(Handling handling) {
        return com.betrace.v1.Handling.newBuilder()
                .setState(handling.state().name())
                .setActor(handling.actor())
                .setNote(handling.note())
                .setTime(Timestamps.toMessage(handling.at()))
                .build();
    }

    private static com.betrace.v1.Explanation toMessage(Explanation explanation) {
        return com.betrace.v1.Explanation.newBuilder()
                .addAllRoles(explanation.roles().stream()
                        .map(ViolationMapping::toMessage)
                        .toList())
                .addAllValues(explanation.values().stream()
                        .map(ViolationMapping::toMessage)
                        .toList())
                .setClosest(explanation.closest())
                .build();
    }

    private static ExplanationRole toMessage(Explanation.Role role) {
        SpanId spanId = role.spanId();
        return ExplanationRole.newBuilder()
                .setRole(role.name().name())
                .setSpanId(spanId == null ? "" : spanId.toString())
                .setText(role.text())
                .build();
    }

    private static ExplanationValue toMessage(Explanation.Value value) {
        return ExplanationValue.newBuilder()
                .setExpression(value.expression())
                .setValue(value.value())
                .build();
    }
}
