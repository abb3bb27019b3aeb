package com.betrace.testkit;

import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.UndecidedReason;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A compiled rule written in Java, for tests that are not about the rule language. */
public record FakeRule(
        Rule rule, RuleScope scope, Function<Span, Finding> onSpan, Function<Trace, List<Finding>> onTrace)
        implements CompiledRule {

    /** Violated by each span that matches, as it arrives. */
    public static FakeRule onSpan(String id, Predicate<Span> violated) {
        return onSpanFinding(id, span -> violated.test(span) ? violation(span, List.of(span)) : Finding.SATISFIED);
    }

    public static FakeRule onSpanFinding(String id, Function<Span, Finding> judge) {
        return new FakeRule(TestSpans.rule(id, "fake"), RuleScope.SPAN, judge, trace -> List.of());
    }

    /** Violated by each closed trace that matches; all its spans are offenders. */
    public static FakeRule onTrace(String id, Predicate<Trace> violated) {
        return onTraceFindings(
                id, trace -> List.of(violated.test(trace) ? violation(null, trace.spans()) : Finding.SATISFIED));
    }

    public static FakeRule onTraceFindings(String id, Function<Trace, List<Finding>> judge) {
        return new FakeRule(TestSpans.rule(id, "fake"), RuleScope.TRACE, span -> Finding.SATISFIED, judge);
    }

    /** The same rule as another stored version. */
    public FakeRule with(Rule other) {
        return new FakeRule(other, scope, onSpan, onTrace);
    }

    public static Finding violation(Span judged, List<Span> offenders) {
        return new Finding(Verdict.VIOLATED, null, judged, "", offenders, "", false);
    }

    public static Finding undecided(UndecidedReason reason) {
        return new Finding(Verdict.UNDECIDED, reason, null, "", List.of(), "", false);
    }

    @Override
    public Set<String> attributes() {
        return Set.of();
    }

    @Override
    public Finding judge(Span span) {
        return onSpan.apply(span);
    }

    @Override
    public List<Finding> judge(TraceTree tree) {
        return onTrace.apply(tree.trace());
    }
}
