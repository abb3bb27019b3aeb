package com.betrace.service.cli.client;

import com.betrace.v1.Rule;
import com.betrace.v1.RuleHealth;
import com.google.protobuf.util.Durations;
import java.util.ArrayList;
import java.util.List;

/** How a rule is, in a word or a line. */
final class RuleStates {

    private RuleStates() {}

    static String word(Rule rule) {
        if (rule.getIssuesList().stream().anyMatch(issue -> issue.getSeverity().equals("ERROR"))) {
            return "broken";
        }
        if (!rule.getEnabled()) {
            return rule.getFailingTestsCount() > 0 ? "tests fail" : "disabled";
        }
        if (rule.getHealth().getQuarantined()) {
            return "quarantined";
        }
        return rule.getHealth().getFailures() > 0 ? "failing" : rule.getMode().equals("SHADOW") ? "shadow" : "judging";
    }

    static String line(Rule rule) {
        RuleHealth health = rule.getHealth();
        List<String> facts = new ArrayList<>();
        facts.add(word(rule));
        facts.add("version " + rule.getVersion());
        facts.add("evaluated " + health.getEvaluations());
        facts.add("violated " + health.getViolated());
        if (health.getFailures() > 0) {
            facts.add("failed " + health.getFailures());
        }
        if (health.getEvaluations() > 0) {
            facts.add("mean " + Durations.toMicros(health.getMeanCost()) + " us");
        }
        if (!health.getLastError().isEmpty()) {
            facts.add("last error: " + health.getLastError());
        }
        return String.join(" · ", facts);
    }
}
