package com.betrace.testkit;

import com.betrace.model.Explanation;
import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Evidence;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A compiled rule written in Java, for tests that are not about the rule language. */
public record FakeRule(
        Rule rule,
        RuleScope scope,
        boolean isPresenceTrigger,
        Function<Span, Finding> onSpan,
        Function<Trace, List<Finding>> onTrace)
        implements CompiledRule {

    /** Violated by each span that matches, as it arrives. */
    public static FakeRule onSpan(String id, Predicate<Span> violated) {
        return onSpanFinding(id, span -> violated.test(span) ? violation(span, List.of(span)) : Finding.SATISFIED);
    }

    public static FakeRule onSpanFinding(String id, Function<Span, Finding> judge) {
        return new FakeRule(TestSpans.rule(id, "fake"), RuleScope.SPAN, false, judge, trace -> List.of());
    }

    /** Violated by each closed trace that matches; all its spans are offenders. */
    public static FakeRule onTrace(String id, Predicate<Trace> violated) {
        return onTraceFindings(
                id, trace -> List.of(violated.test(trace) ? violation(null, trace.spans()) : Finding.SATISFIED));
    }

    public static FakeRule onTraceFindings(String id, Function<Trace, List<Finding>> judge) {
        return new FakeRule(TestSpans.rule(id, "fake"), RuleScope.TRACE, false, span -> Finding.SATISFIED, judge);
    }

    /** Violated by each trace with spans that match: reported at the first, complete at the close. */
    public static FakeRule presence(String id, Predicate<Span> violated) {
        return new FakeRule(
                TestSpans.rule(id, "fake"),
                RuleScope.TRACE,
                true,
                span -> violated.test(span) ? violation(null, List.of(span)) : Finding.SATISFIED,
                trace -> {
                    List<Span> offenders =
                            trace.spans().stream().filter(violated).toList();
                    return List.of(offenders.isEmpty() ? Finding.SATISFIED : violation(null, offenders));
                });
    }

    /** The same rule as another stored version. */
    public FakeRule with(Rule other) {
        return new FakeRule(other, scope, isPresenceTrigger, onSpan, onTrace);
    }

    public static Finding violation(Span judged, List<Span> offenders) {
        return violation(judged, "", evidence(judged == null ? offenders.get(0) : judged, offenders));
    }

    public static Finding violation(Span judged, String groupKey, Evidence evidence) {
        return new Finding(Verdict.VIOLATED, null, false, judged, groupKey, 0, "", evidence);
    }

    /** Evidence that speaks of a span. */
    public static Evidence evidence(Span named, List<Span> offenders) {
        return new Evidence(
                named,
                offenders,
                "broken by " + named.name(),
                List.of(named.service(), named.name()),
                Explanation.NONE);
    }

    public static Finding undecided(UndecidedReason reason) {
        return Finding.undecided(reason, null, "");
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
