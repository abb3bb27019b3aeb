package com.betrace.detection;

import com.betrace.model.Excerpt;
import com.betrace.model.Fingerprint;
import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceTree;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.Evidence;
import com.betrace.rule.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding with evidence, on its way to a violation.
 *
 * @param tree null for what was found on a span as it arrived
 */
record Breach(
        Rule rule,
        Finding finding,
        Evidence evidence,
        @Nullable TraceTree tree) {

    private static final int MAX_TEXT = 200;

    Violation violation(Instant foundAt) {
        Span named = evidence.named();
        boolean namesSpan = finding.judged() != null || !evidence.offenders().isEmpty();
        return new Violation(
                ViolationId.of(rule.id(), named.traceId(), discriminator()),
                rule.id(),
                rule.name(),
                rule.version(),
                rule.severity(),
                rule.definition().mode(),
                named.traceId(),
                namesSpan ? named.spanId() : null,
                foundAt.truncatedTo(ChronoUnit.MICROS),
                named.service(),
                named.name(),
                finding.reason(),
                Fingerprint.of(rule.id(), evidence.fingerprint()),
                evidence.message(),
                context(),
                offenderIds(),
                evidence.offenders().size(),
                evidence.explanation(),
                rule.definition().controls(),
                rule.tags(),
                false,
                false,
                null,
                1);
    }

    private String discriminator() {
        Span judged = finding.judged();
        return judged != null ? judged.spanId().toString() : finding.groupKey();
    }

    private List<SpanId> offenderIds() {
        return evidence.offenders().stream()
                .limit(Violation.MAX_OFFENDERS)
                .map(Span::spanId)
                .toList();
    }

    private Map<String, String> context() {
        Span named = evidence.named();
        Map<String, String> facts = new HashMap<>();
        facts.put("service", cut(named.service()));
        facts.put("span.name", cut(named.name()));
        facts.put("span.status", named.status().name());
        facts.put("span.durationMs", Double.toString(named.durationNanos() / 1e6));
        if (tree != null) {
            facts.put("trace.spans", Integer.toString(tree.size()));
            facts.put("trace.closedBy", tree.trace().closedBy().name());
        }
        if (!finding.groupKey().isEmpty()) {
            facts.put("group", cut(finding.groupKey()));
        }
        return facts;
    }

    private static String cut(String text) {
        return Excerpt.of(text, MAX_TEXT);
    }
}
