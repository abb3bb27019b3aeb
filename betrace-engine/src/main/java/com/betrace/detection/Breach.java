package com.betrace.detection;

import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceTree;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A violated finding, on its way to a violation.
 *
 * @param judged the span that was judged, if one was
 * @param offenders by start, then span id
 * @param named the span that the violation speaks of
 * @param tree null for a rule on a span's own data
 */
record Breach(
        Rule rule,
        Finding finding,
        @Nullable Span judged,
        List<Span> offenders,
        Span named,
        @Nullable TraceTree tree) {

    private static final int MAX_TEXT = 200;

    static Breach of(Rule rule, Finding finding, Span span) {
        return new Breach(rule, finding, span, sorted(finding.offenders()), span, null);
    }

    static Breach of(Rule rule, Finding finding, TraceTree tree) {
        List<Span> offenders = sorted(finding.offenders());
        return new Breach(rule, finding, finding.judged(), offenders, named(finding.judged(), offenders, tree), tree);
    }

    private static List<Span> sorted(List<Span> offenders) {
        return offenders.stream()
                .sorted(Comparator.comparingLong(Span::startNanos).thenComparing(Span::spanId))
                .toList();
    }

    /** The judged span, else the first offender, else the root, else the earliest. */
    private static Span named(@Nullable Span judged, List<Span> offenders, TraceTree tree) {
        if (judged != null) {
            return judged;
        }
        if (!offenders.isEmpty()) {
            return offenders.get(0);
        }
        return tree.span(tree.root() == TraceTree.NONE ? 0 : tree.root());
    }

    Violation violation(Instant foundAt) {
        boolean namesSpan = judged != null || !offenders.isEmpty();
        return new Violation(
                ViolationId.of(rule.id(), named.traceId(), discriminator()),
                rule.id(),
                rule.name(),
                rule.version(),
                rule.severity(),
                named.traceId(),
                namesSpan ? named.spanId() : null,
                foundAt.truncatedTo(ChronoUnit.MICROS),
                named.service(),
                named.name(),
                finding.message().isEmpty() ? sentence() : finding.message(),
                context(),
                offenderIds(),
                offenders.size(),
                1);
    }

    private String discriminator() {
        return judged != null ? judged.spanId().toString() : finding.groupKey();
    }

    private List<SpanId> offenderIds() {
        return offenders.stream()
                .limit(Violation.MAX_OFFENDERS)
                .map(Span::spanId)
                .toList();
    }

    private Map<String, String> context() {
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

    private String sentence() {
        String span = "span '" + cut(named.name()) + "' of "
                + (named.service().isEmpty() ? "an unknown service" : "service '" + cut(named.service()) + "'");
        return "rule '" + rule.name() + "' is violated " + reach() + span;
    }

    private String reach() {
        if (judged != null || offenders.size() == 1) {
            return "by ";
        }
        return offenders.isEmpty() ? "in the trace of " : "by " + offenders.size() + " spans, first by ";
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }
}
