package com.betrace.detection;

import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Evidence;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says of one closed trace, by itself: nothing is counted, and no earlier failure keeps the rule from judging.
 *
 * @param findings of each span, where the rule judges spans as they arrive
 */
public record TraceJudgment(CompiledRule rule, TraceTree tree, List<Finding> findings) {

    public TraceJudgment {
        findings = List.copyOf(findings);
    }

    /** What does not get its turn within the limit is undecided. */
    public static TraceJudgment of(CompiledRule rule, Trace trace, TimeLimit limit) {
        TraceTree tree = TraceTree.of(trace);
        return new TraceJudgment(
                rule, tree, rule.scope() == RuleScope.SPAN ? ofSpans(rule, trace, limit) : ofTrace(rule, tree, limit));
    }

    private static List<Finding> ofSpans(CompiledRule rule, Trace trace, TimeLimit limit) {
        List<Finding> findings = new ArrayList<>(trace.spans().size());
        for (Span span : trace.spans()) {
            findings.add(limit.isOver() ? outOfTime(span) : Attempt.on(span, rule));
        }
        return findings;
    }

    private static List<Finding> ofTrace(CompiledRule rule, TraceTree tree, TimeLimit limit) {
        return limit.isOver() ? List.of(outOfTime(null)) : Attempt.on(tree, rule);
    }

    private static Finding outOfTime(@Nullable Span span) {
        return Finding.undecided(UndecidedReason.BUDGET, span, "not judged: there was no time left");
    }

    /** Of all findings together. */
    public Verdict verdict() {
        return worst(findings.stream().map(Finding::verdict));
    }

    /** Violated if any is, else undecided, else excepted if any is. */
    public static Verdict worst(Stream<Verdict> verdicts) {
        return verdicts.min(Comparator.comparingInt(TraceJudgment::rank)).orElse(Verdict.SATISFIED);
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case VIOLATED -> 0;
            case UNDECIDED -> 1;
            case EXCEPTED -> 2;
            case SATISFIED -> 3;
        };
    }

    /** Why any of it is undecided. */
    public Set<UndecidedReason> reasons() {
        Set<UndecidedReason> reasons = EnumSet.noneOf(UndecidedReason.class);
        for (Finding finding : findings) {
            if (finding.reason() != null) {
                reasons.add(finding.reason());
            }
        }
        return reasons;
    }

    /** Whether what the rule speaks of did not occur. */
    public boolean isVacuous() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::vacuous);
    }

    /** The first failure of an evaluation or of an exception; empty where there is none. */
    public String failure() {
        return findings.stream()
                .map(Finding::failure)
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What would be stored, and under which id. */
    public List<Violation> violations(Instant foundAt) {
        List<Violation> violations = new ArrayList<>();
        for (Finding finding : findings) {
            Evidence evidence = finding.evidence();
            if (evidence != null) {
                violations.add(new Breach(rule.rule(), finding, evidence, rule.scope() == RuleScope.SPAN ? null : tree)
                        .violation(foundAt));
            }
        }
        return violations;
    }
}
