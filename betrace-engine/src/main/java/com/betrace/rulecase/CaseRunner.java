package com.betrace.rulecase;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a case's trace as it would be judged once it has closed. */
public final class CaseRunner {

    private static final TraceId TRACE = new TraceId(0, 1);

    private CaseRunner() {}

    /** Throws {@link CompactTraceException} where the trace cannot be read. */
    public static CaseResult run(CompiledRule rule, RuleCase tried) {
        List<Span> spans = CompactTrace.parse(TRACE, tried.trace());
        List<Finding> findings = judge(rule, spans);
        Verdict actual = verdict(findings);
        return new CaseResult(tried, actual, findings, failure(tried, actual, findings));
    }

    private static List<Finding> judge(CompiledRule rule, List<Span> spans) {
        if (rule.scope() != RuleScope.SPAN) {
            Trace trace = new Trace(TRACE, spans, CloseReason.ROOT, false, CompactTrace.TIME_ZERO);
            return rule.judge(TraceTree.of(trace));
        }
        List<Finding> findings = new ArrayList<>();
        spans.forEach(span -> findings.add(rule.judge(span)));
        return findings;
    }

    /** Violated if any finding is, else undecided if any is. */
    public static Verdict verdict(List<Finding> findings) {
        Verdict verdict = Verdict.SATISFIED;
        for (Finding finding : findings) {
            if (finding.verdict() == Verdict.VIOLATED) {
                return Verdict.VIOLATED;
            }
            verdict = finding.verdict() == Verdict.UNDECIDED ? Verdict.UNDECIDED : verdict;
        }
        return verdict;
    }

    private static String failure(RuleCase tried, Verdict actual, List<Finding> findings) {
        if (actual != tried.expect()) {
            return "expected " + tried.expect() + ", but it is " + actual + reasons(findings);
        }
        if (tried.offenders().isEmpty()) {
            return "";
        }
        Set<SpanId> expected =
                tried.offenders().stream().map(CompactTrace::spanId).collect(Collectors.toSet());
        Set<SpanId> found = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.VIOLATED)
                .flatMap(finding -> finding.offenders().stream())
                .map(Span::spanId)
                .collect(Collectors.toSet());
        return expected.equals(found)
                ? ""
                : "expected offenders " + tried.offenders() + ", but they are " + labels(found);
    }

    private static String reasons(List<Finding> findings) {
        Set<String> reasons = findings.stream()
                .filter(finding -> finding.reason() != null)
                .map(finding -> String.valueOf(finding.reason()))
                .collect(Collectors.toSet());
        return reasons.isEmpty() ? "" : " " + reasons;
    }

    /** Ids as they are written in compact traces. */
    private static List<String> labels(Set<SpanId> ids) {
        return ids.stream().map(CaseRunner::label).sorted().toList();
    }

    private static String label(SpanId id) {
        StringBuilder text = new StringBuilder();
        for (byte character : id.toBytes()) {
            if (character != 0) {
                text.append((char) character);
            }
        }
        return text.toString();
    }
}
