package com.betrace.rulecase;

import com.betrace.detection.TraceJudgment;
import com.betrace.model.RuleTest;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a test expects of a judgment. */
final class Expectation {

    private final RuleTest test;
    private final LabelledTrace trace;

    /** Throws {@link UnreadableTestException} where it names offenders that there cannot be. */
    Expectation(RuleTest test, LabelledTrace trace) {
        this.test = test;
        this.trace = trace;
        for (int i = 0; i < test.offenders().size(); i++) {
            trace.span("offenders[" + i + "]", test.offenders().get(i));
        }
        boolean mayOffend = test.expect() == Verdict.VIOLATED || test.expect() == Verdict.UNDECIDED;
        if (!mayOffend && !test.offenders().isEmpty()) {
            throw new UnreadableTestException(
                    "offenders", "expected none for a test that expects " + test.expect() + ", which has no offenders");
        }
    }

    /** What came instead; empty where it is as expected. */
    String failure(TraceJudgment judgment) {
        return matches(judgment.verdict())
                ? wrongOffenders(judgment)
                : "expected " + test.expect() + ", but it is " + judgment.verdict() + why(judgment);
    }

    private boolean matches(Verdict actual) {
        return actual == test.expect() || actual == Verdict.EXCEPTED && test.expect() == Verdict.SATISFIED;
    }

    private static String why(TraceJudgment judgment) {
        String reasons = judgment.verdict() == Verdict.UNDECIDED ? " " + judgment.reasons() : "";
        return judgment.failure().isEmpty() ? reasons : reasons + ": " + judgment.failure();
    }

    /** What is undecided may have no offenders to compare with, because too little was seen. */
    private String wrongOffenders(TraceJudgment judgment) {
        boolean known = deciding(judgment).anyMatch(finding -> finding.evidence() != null);
        if (test.offenders().isEmpty() || !known) {
            return "";
        }
        Set<SpanId> expected = new LinkedHashSet<>();
        test.offenders().forEach(label -> expected.add(CompactTrace.spanId(label)));
        Set<SpanId> actual = deciding(judgment)
                .flatMap(finding -> finding.offenders().stream())
                .map(Span::spanId)
                .collect(Collectors.toSet());
        return expected.equals(actual)
                ? ""
                : "expected offenders " + labels(expected) + ", but they are " + labels(actual);
    }

    private static Stream<Finding> deciding(TraceJudgment judgment) {
        return judgment.findings().stream().filter(finding -> finding.verdict() == judgment.verdict());
    }

    /** In the order of the trace's lines. */
    private List<String> labels(Set<SpanId> ids) {
        return trace.spans().stream()
                .map(Span::spanId)
                .filter(ids::contains)
                .map(trace::label)
                .toList();
    }
}
