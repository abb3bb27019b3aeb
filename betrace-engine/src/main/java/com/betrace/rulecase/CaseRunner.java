package com.betrace.rulecase;

import com.betrace.detection.TimeLimit;
import com.betrace.detection.TraceJudgment;
import com.betrace.model.RuleTest;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;

/**
 * Judges a test's trace as it would be judged once it has closed and late spans have come, by the default times where the rule
 * has none of its own.
 */
public final class CaseRunner {

    private CaseRunner() {}

    /** A test that cannot be run fails; nothing is thrown. */
    public static CaseResult run(CompiledRule rule, RuleTest test) {
        return run(rule, test, TimeLimit.NONE);
    }

    static CaseResult run(CompiledRule rule, RuleTest test, TimeLimit limit) {
        Expectation expectation;
        Trace trace;
        try {
            LabelledTrace spans = LabelledTrace.parse(test.trace());
            expectation = new Expectation(test, spans);
            trace = Rehearsal.play(rule, TimedSpan.of(spans, test.arrive()));
        } catch (IllegalArgumentException e) {
            return CaseResult.unreadable(test, String.valueOf(e.getMessage()));
        }
        TraceJudgment judgment = TraceJudgment.of(rule, trace, limit);
        return new CaseResult(test, judgment.verdict(), judgment.findings(), expectation.failure(judgment));
    }
}
