package com.betrace.rule.jexl;

import com.betrace.model.Explanation;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.testkit.TestSpans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What BeTrace says of every violation among the acceptance cases, word for word. */
class ExplanationsGoldenTest {

    @Test
    void explanations_areAsFrozen() throws IOException {
        String actual = AcceptanceTest.cases()
                .filter(example -> example.expected() == Verdict.VIOLATED)
                .map(example -> "@ " + example.name() + "\n" + example.expression() + "\n" + explanations(example))
                .collect(Collectors.joining("\n"));
        IssuesGoldenTest.Goldens.check(
                Path.of(
                        System.getProperty("betrace.root"),
                        "betrace-engine/src/test/resources/rules/explanations.golden.txt"),
                actual);
    }

    private static String explanations(RuleCases.Case example) {
        CompiledRule rule = Rules.compile(example.expression());
        TraceTree tree = TraceTree.of(TestSpans.trace(example.trace()));
        List<Finding> findings = rule.scope() == RuleScope.SPAN
                ? tree.spans().stream().map(rule::judge).toList()
                : rule.judge(tree);
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.VIOLATED)
                .map(finding -> "  message: " + finding.message() + "\n" + display(finding.explanation()))
                .collect(Collectors.joining());
    }

    private static String display(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        explanation
                .roles()
                .forEach(role -> text.append("  ")
                        .append(role.name())
                        .append(": ")
                        .append(role.text())
                        .append('\n'));
        explanation
                .values()
                .forEach(v -> text.append("  ")
                        .append(v.expression())
                        .append(" = ")
                        .append(v.value())
                        .append('\n'));
        if (!explanation.closest().isEmpty()) {
            text.append("  closest: ").append(explanation.closest()).append('\n');
        }
        return text.toString();
    }
}
