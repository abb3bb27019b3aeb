package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.testkit.TestSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule cases of the language, as they are written. */
class AcceptanceTest {

    record Case(String name, String expression, Verdict expected, String trace) {
        @Override
        public String toString() {
            return name + " " + expected;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void case_hasItsVerdict(Case example) {
        CompiledRule rule = Rules.compile(example.expression());
        TraceTree tree = TraceTree.of(TestSpans.trace(example.trace()));

        List<Finding> findings = rule.scope() == RuleScope.SPAN
                ? tree.spans().stream().map(rule::judge).toList()
                : rule.judge(tree);

        assertThat(Rules.verdict(findings)).isEqualTo(example.expected());
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.VIOLATED)
                .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String name = "";
        String expression = "";
        Verdict expected = null;
        StringBuilder trace = new StringBuilder();
        for (String line : (text() + "\n@ end").lines().toList()) {
            boolean marker = line.startsWith("@ ") || line.startsWith("-") && !line.startsWith("- ");
            if (marker && expected != null) {
                cases.add(new Case(name, expression, expected, trace.toString()));
                trace.setLength(0);
                expected = null;
            }
            if (line.startsWith("@ ")) {
                name = line.substring(2);
                expression = "";
            } else if (marker) {
                expected = switch (line) {
                    case "-bad" -> Verdict.VIOLATED;
                    case "-good" -> Verdict.SATISFIED;
                    default -> Verdict.UNDECIDED;
                };
            } else if (expected != null) {
                trace.append(line).append('\n');
            } else if (!line.startsWith("#") && !line.isBlank()) {
                expression = line;
            }
        }
        return cases.stream();
    }

    private static String text() {
        try (InputStream in = AcceptanceTest.class.getResourceAsStream("/rules/acceptance.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
