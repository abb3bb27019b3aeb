package com.betrace.rule.jexl;

import com.betrace.model.Span;
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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a file of rule cases: {@code @ name}, an expression, and traces under {@code -bad}, {@code -good} or {@code -undecided}. */
final class RuleCases {

    /**
     * @param detail what stands after the verdict: offenders, a reason or {@code vacuous}; empty where nothing is said
     */
    record Case(String name, String expression, Verdict expected, String detail, String trace) {

        List<Finding> findings() {
            CompiledRule rule = Rules.compile(expression);
            TraceTree tree = TraceTree.of(TestSpans.trace(trace));
            return rule.scope() == RuleScope.SPAN
                    ? tree.spans().stream().map(rule::judge).toList()
                    : rule.judge(tree);
        }

        /** The findings in the notation of {@link #detail()}. */
        String detail(List<Finding> findings) {
            return switch (expected) {
                case VIOLATED ->
                    having(Verdict.VIOLATED, findings)
                            .map(this::offenders)
                            .sorted()
                            .collect(Collectors.joining(" | "));
                case UNDECIDED ->
                    having(Verdict.UNDECIDED, findings)
                            .map(finding -> String.valueOf(finding.reason()))
                            .distinct()
                            .collect(Collectors.joining(" "));
                case SATISFIED, EXCEPTED -> findings.stream().allMatch(Finding::vacuous) ? "vacuous" : "";
            };
        }

        private static Stream<Finding> having(Verdict verdict, List<Finding> findings) {
            return findings.stream().filter(finding -> finding.verdict() == verdict);
        }

        private String offenders(Finding finding) {
            Map<String, String> labels = trace.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toMap(label -> TestSpans.spanId(label).toString(), Function.identity()));
            return finding.offenders().isEmpty()
                    ? "trace"
                    : finding.offenders().stream()
                            .map(Span::spanId)
                            .map(id -> labels.get(id.toString()))
                            .sorted()
                            .collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return name + " " + expected + " " + detail;
        }
    }

    private RuleCases() {}

    static Stream<Case> read(String resource) {
        List<Case> cases = new ArrayList<>();
        String name = "";
        String expression = "";
        String marker = "";
        StringBuilder trace = new StringBuilder();
        for (String line : (text(resource) + "\n@ end").lines().toList()) {
            boolean marks = line.startsWith("@ ") || line.startsWith("-") && !line.startsWith("- ");
            if (marks && !marker.isEmpty()) {
                cases.add(new Case(name, expression, verdict(marker), afterBlank(marker), trace.toString()));
                trace.setLength(0);
                marker = "";
            }
            if (line.startsWith("@ ")) {
                name = afterBlank(line);
                expression = "";
            } else if (marks) {
                marker = line;
            } else if (!line.startsWith("#") && !line.isBlank()) {
                if (marker.isEmpty()) {
                    expression = line;
                } else {
                    trace.append(line).append('\n');
                }
            }
        }
        return cases.stream();
    }

    /** The lines of a file that are not comments. */
    static Stream<String> lines(String resource) {
        return text(resource).lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    static String afterBlank(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? "" : line.substring(blank + 1).strip();
    }

    private static Verdict verdict(String marker) {
        return switch (marker.split(" ", 2)[0]) {
            case "-bad" -> Verdict.VIOLATED;
            case "-good" -> Verdict.SATISFIED;
            case "-undecided" -> Verdict.UNDECIDED;
            default -> throw new IllegalArgumentException("no verdict: " + marker);
        };
    }

    private static String text(String resource) {
        try (InputStream in = RuleCases.class.getResourceAsStream("/rules/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
