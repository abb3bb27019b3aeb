package com.betrace.testkit;

import com.betrace.model.Explanation;
import com.betrace.model.Handling;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Violations that differ from an ordinary one, or from a given one, in what a test is about. */
public final class ViolationBuilder {

    private final ViolationId id;
    private String ruleId = "r";
    private String ruleName = "r";
    private long ruleVersion = 1;
    private Severity severity = Severity.MEDIUM;
    private RuleMode mode = RuleMode.ENFORCE;
    private TraceId traceId = TestSpans.TRACE;
    private SpanId spanId = TestSpans.spanId("a");
    private Instant foundAt = TestSpans.TIME_ZERO;
    private String service = "api";
    private String spanName = "GET /";
    private UndecidedReason undecided;
    private String fingerprint = "";
    private String message = "it broke";
    private Map<String, String> context = Map.of();
    private List<SpanId> offenders = List.of(TestSpans.spanId("a"));
    private int offenderCount = 1;
    private Explanation explanation = Explanation.NONE;
    private List<String> controls = List.of();
    private List<String> tags = List.of();
    private boolean late;
    private boolean retracted;
    private Handling handling;
    private long revision = 1;

    public ViolationBuilder(ViolationId id) {
        this.id = id;
    }

    public static ViolationBuilder of(Violation known) {
        return new ViolationBuilder(known.id())
                .rule(known.ruleId(), known.ruleName(), known.ruleVersion())
                .severity(known.severity())
                .mode(known.mode())
                .trace(known.traceId())
                .span(known.spanId(), known.service(), known.spanName())
                .foundAt(known.foundAt())
                .undecided(known.undecided())
                .fingerprint(known.fingerprint())
                .message(known.message())
                .context(known.context())
                .offenders(known.offenders(), known.offenderCount())
                .explanation(known.explanation())
                .controls(known.controls())
                .tags(known.tags())
                .late(known.late())
                .retracted(known.retracted())
                .handling(known.handling())
                .revision(known.revision());
    }

    public ViolationBuilder rule(String value, String name, long version) {
        ruleId = value;
        ruleName = name;
        ruleVersion = version;
        return this;
    }

    public ViolationBuilder late(boolean value) {
        late = value;
        return this;
    }

    public ViolationBuilder retracted(boolean value) {
        retracted = value;
        return this;
    }

    public ViolationBuilder severity(Severity value) {
        severity = value;
        return this;
    }

    public ViolationBuilder mode(RuleMode value) {
        mode = value;
        return this;
    }

    public ViolationBuilder trace(TraceId value) {
        traceId = value;
        return this;
    }

    public ViolationBuilder span(SpanId value, String ofService, String name) {
        spanId = value;
        service = ofService;
        spanName = name;
        return this;
    }

    public ViolationBuilder foundAt(Instant value) {
        foundAt = value;
        return this;
    }

    public ViolationBuilder undecided(UndecidedReason value) {
        undecided = value;
        return this;
    }

    public ViolationBuilder fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    public ViolationBuilder message(String value) {
        message = value;
        return this;
    }

    public ViolationBuilder context(Map<String, String> value) {
        context = value;
        return this;
    }

    public ViolationBuilder offenders(List<SpanId> first, int count) {
        offenders = first;
        offenderCount = count;
        return this;
    }

    public ViolationBuilder explanation(Explanation value) {
        explanation = value;
        return this;
    }

    public ViolationBuilder controls(List<String> value) {
        controls = value;
        return this;
    }

    public ViolationBuilder tags(List<String> value) {
        tags = value;
        return this;
    }

    public ViolationBuilder handling(Handling value) {
        handling = value;
        return this;
    }

    public ViolationBuilder revision(long value) {
        revision = value;
        return this;
    }

    public Violation build() {
        return new Violation(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                severity,
                mode,
                traceId,
                spanId,
                foundAt,
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
                late,
                retracted,
                handling,
                revision);
    }
}
