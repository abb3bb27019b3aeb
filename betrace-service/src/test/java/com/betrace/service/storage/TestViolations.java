package com.betrace.service.storage;

import static com.betrace.testkit.TestSpans.TIME_ZERO;

import com.betrace.model.Explanation;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.testkit.ViolationBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Violations by number: the same number is the same id. */
final class TestViolations {

    private TestViolations() {}

    static Violation violation(long number) {
        return violation(number, "slow", "it broke", TIME_ZERO, Map.of("trace.spans", "3"));
    }

    /** Of the numbers from the first to the last. */
    static List<Violation> violations(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(TestViolations::violation)
                .toList();
    }

    static Violation withMessage(Violation v, String message) {
        return copy(v, message, v.foundAt(), v.context());
    }

    static Violation at(Violation v, Instant foundAt) {
        return copy(v, v.message(), foundAt, v.context());
    }

    static Violation withContext(Violation v, Map<String, String> context) {
        return copy(v, v.message(), v.foundAt(), context);
    }

    static Violation withExplanation(Violation v, Explanation explanation) {
        return ViolationBuilder.of(v).explanation(explanation).build();
    }

    private static Violation copy(Violation v, String message, Instant foundAt, Map<String, String> context) {
        return violation(v.traceId().low(), v.ruleId(), message, foundAt, context);
    }

    private static Violation violation(
            long number, String ruleId, String message, Instant foundAt, Map<String, String> context) {
        TraceId trace = new TraceId(1, number);
        SpanId span = new SpanId(number);
        return new ViolationBuilder(ViolationId.of(ruleId, trace, ""))
                .rule(ruleId, "Too slow", 1)
                .severity(Severity.HIGH)
                .trace(trace)
                .span(span, "checkout", "POST /pay")
                .foundAt(foundAt)
                .fingerprint("00112233445566778899aabbccddeeff")
                .message(message)
                .context(context)
                .offenders(List.of(span), 1)
                .build();
    }
}
