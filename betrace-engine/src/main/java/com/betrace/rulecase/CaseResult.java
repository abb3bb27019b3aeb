package com.betrace.rulecase;

import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule said of a case.
 *
 * @param actual null where the case cannot be run
 * @param failure what was expected and what came instead, or what cannot be read; empty where the case passed
 */
public record CaseResult(RuleTest tried, @Nullable Verdict actual, List<Finding> findings, String failure) {

    public CaseResult {
        findings = List.copyOf(findings);
    }

    static CaseResult unreadable(RuleTest tried, String problem) {
        return new CaseResult(tried, null, List.of(), problem);
    }

    public boolean passed() {
        return failure.isEmpty();
    }

    TestFailure toFailure() {
        return new TestFailure(tried.name(), tried.expect(), actual, failure);
    }
}
