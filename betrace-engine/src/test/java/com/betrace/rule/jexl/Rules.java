package com.betrace.rule.jexl;

import com.betrace.model.RuleDefinition;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.SharedNames;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles and judges in one call, with the shared names that the acceptance cases use. */
public final class Rules {

    static final SharedNames NAMES = new SharedNames(
            Map.of(
                    "pii_tables", List.of("customers", "patients"),
                    "admin_roles", List.of("admin", "root"),
                    "approved_models", List.of("gpt-4o", "claude-sonnet")),
            Map.of("latency_budget", Map.of("/search", "200ms", "/report", "5s")),
            Map.of(
                    "is_tool",
                    "s -> s['gen_ai.operation.name'] == 'execute_tool'",
                    "loop",
                    "s -> loop(s)",
                    "broken",
                    "s -> s.stauts == 'x' && nope(s)",
                    "reads_span",
                    "s -> span.failed",
                    "pair",
                    "(a, b) -> a.name == b.name"));

    static final Map<String, Object> PARAMS = Map.of("max_amount", 1000L, "max_fanout", 3L);

    private Rules() {}

    /** A compiler with the default limits, stopped by steps but not by time. */
    public static RuleCompiler compiler() {
        return new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> TestSpans.TIME_ZERO);
    }

    static RuleCompilation compilation(String expression) {
        return compilation(
                RuleDefinition.builder("r", expression).params(PARAMS).build());
    }

    static RuleCompilation compilation(RuleDefinition definition) {
        return compiler().compile(TestSpans.rule("r", definition), NAMES);
    }

    static CompiledRule compile(String expression) {
        return program(compilation(expression));
    }

    static CompiledRule compile(RuleDefinition definition) {
        return program(compilation(definition));
    }

    private static CompiledRule program(RuleCompilation compilation) {
        if (compilation.program() == null) {
            throw new AssertionError("does not compile:\n" + display(compilation.issues()));
        }
        return compilation.program();
    }

    static String display(List<RuleIssue> issues) {
        return issues.stream()
                .map(i -> i.level() + " " + i.code() + " " + i.line() + ":" + i.column() + " " + i.message() + "\n"
                        + i.snippet().indent(4).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** Judges a complete trace by whatever way the rule is judged. */
    static List<Finding> judge(String expression, String trace) {
        return judge(compile(expression), trace);
    }

    static List<Finding> judge(CompiledRule rule, String trace) {
        TraceTree tree = TraceTree.of(TestSpans.trace(trace));
        return rule.scope() == RuleScope.SPAN
                ? tree.spans().stream().map(rule::judge).toList()
                : rule.judge(tree);
    }

    static Verdict verdict(List<Finding> findings) {
        if (findings.stream().anyMatch(f -> f.verdict() == Verdict.VIOLATED)) {
            return Verdict.VIOLATED;
        }
        return findings.stream().anyMatch(f -> f.verdict() == Verdict.UNDECIDED)
                ? Verdict.UNDECIDED
                : Verdict.SATISFIED;
    }

    static Verdict verdict(String expression, String trace) {
        return verdict(judge(expression, trace));
    }
}
