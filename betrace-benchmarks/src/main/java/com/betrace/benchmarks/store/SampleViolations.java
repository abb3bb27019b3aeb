package com.betrace.benchmarks.store;

import com.betrace.model.Explanation;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.ViolationCriteria;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Violations as a busy service has them: the same number is the same violation. */
final class SampleViolations {

    private static final int RULES = 50;
    private static final int SERVICES = 20;
    private static final int ROUTES = 40;
    private static final int FINGERPRINTS = 2_000;
    private static final Severity[] SEVERITIES = Severity.values();
    private static final int UNDECIDED_EACH = 25;
    private static final long EACH_DAY = 150_000;

    private SampleViolations() {}

    static Violation of(long number, Instant first) {
        SplittableRandom random = new SplittableRandom(number);
        int rule = random.nextInt(RULES);
        int fingerprint = random.nextInt(FINGERPRINTS);
        TraceId trace = new TraceId(random.nextLong(), number);
        SpanId span = new SpanId(random.nextLong());
        return new Violation(
                ViolationId.of("rule-" + rule, trace, ""),
                "rule-" + rule,
                "Payments are audited " + rule,
                1,
                SEVERITIES[rule % SEVERITIES.length],
                RuleMode.ENFORCE,
                trace,
                span,
                first.plusMillis(number * Duration.ofDays(1).toMillis() / EACH_DAY),
                "service-" + random.nextInt(SERVICES),
                "POST /orders/" + random.nextInt(ROUTES),
                number % UNDECIDED_EACH == 0 ? UndecidedReason.PARTIAL : null,
                String.format("%032x", fingerprint),
                "charge of " + random.nextInt(1_000_000) + " cents was not followed by an audit within 250 ms",
                Map.of("trace.spans", "12", "span.duration", "31ms"),
                List.of(span),
                1,
                new Explanation(
                        List.of(new Explanation.Role(Explanation.RoleName.SUBJECT, span, "charge in payments")),
                        List.of(new Explanation.Value("span['amount']", "120000")),
                        "audit ended 1ms before it"),
                List.of("SOC2:CC" + rule % 9),
                List.of("team-" + rule % 7),
                false,
                false,
                null,
                1);
    }

    private static String number(Violation violation) {
        return violation.message().split(" ")[2];
    }

    /** Each single filter, by its name. */
    static Map<String, ViolationCriteria> filters(long rows, Instant first) {
        Violation one = of(rows / 2 + 1, first);
        ViolationCriteria shown = ViolationCriteria.SHOWN;
        Map<String, ViolationCriteria> filters = new LinkedHashMap<>();
        filters.put("none", shown);
        filters.put("every state and verdict", ViolationCriteria.ALL);
        filters.put("rule", shown.with().ruleId(one.ruleId()).build());
        filters.put("severity", shown.with().severity(one.severity()).build());
        filters.put("service", shown.with().service(one.service()).build());
        filters.put("span name", shown.with().spanName(one.spanName()).build());
        filters.put("trace", shown.with().traceId(one.traceId()).build());
        filters.put("control", shown.with().control(one.controls().get(0)).build());
        filters.put("tag", shown.with().tag(one.tags().get(0)).build());
        filters.put("fingerprint", shown.with().fingerprint(one.fingerprint()).build());
        filters.put(
                "verdict",
                new ViolationCriteria.Builder().verdict(Verdict.UNDECIDED).build());
        filters.put(
                "state",
                new ViolationCriteria.Builder().state(ViolationState.OPEN).build());
        filters.put(
                "time",
                shown.with()
                        .from(one.foundAt())
                        .until(one.foundAt().plus(Duration.ofHours(1)))
                        .build());
        filters.put("text, a word of one", shown.with().text(number(one)).build());
        filters.put("text, a common word", shown.with().text("audit").build());
        filters.put(
                "text, three words",
                shown.with().text("charge " + one.service() + " orders").build());
        return filters;
    }
}
