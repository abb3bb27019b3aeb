package com.betrace.rulecase;

import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.List;

/**
 * What a rule said of a case.
 *
 * @param failure what was expected and what came instead; empty where the case passed
 */
public record CaseResult(RuleCase tried, Verdict actual, List<Finding> findings, String failure) {

    public CaseResult {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return failure.isEmpty();
    }
}
