package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.TestFailure;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.SharedNames;
import com.betrace.rule.WorkClock;
import com.betrace.rulecase.CompactTrace;
import com.betrace.rulecase.RuleTests;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes entries of rules: compiles them and tries them by their tests. Thread-safe. */
final class Workshop {

    private final RuleCompiler compiler;
    private final RuleCompiler testCompiler;
    private final WorkClock nanoTime;
    private final Map<String, Map<String, Object>> overrides;

    Workshop(RuleCompiler compiler, WorkClock nanoTime, Map<String, Map<String, Object>> overrides) {
        this.compiler = compiler;
        this.testCompiler = compiler.at(InstantSource.fixed(CompactTrace.TIME_ZERO));
        this.nanoTime = nanoTime;
        this.overrides = Map.copyOf(overrides);
    }

    RuleCompiler compiler() {
        return compiler;
    }

    /** What the configuration says instead of parameters of this rule. */
    Map<String, Object> overrides(String ruleId) {
        return overrides.getOrDefault(ruleId, Map.of());
    }

    /** Rules that the configuration speaks of, sorted. */
    TreeSet<String> overridden() {
        return new TreeSet<>(overrides.keySet());
    }

    /** The tests of one change, whose time begins now. */
    RuleTests beginTests() {
        return new RuleTests(nanoTime);
    }

    /** @param tests asked for when its tests are run */
    CatalogEntry entry(Rule rule, SharedNames names, Supplier<RuleTests> tests) {
        RuleCompilation compilation = compiler.compile(rule, names);
        return new CatalogEntry(
                rule, compilation, remarks(rule), () -> failures(rule, compilation, names, tests.get()));
    }

    CatalogEntry disabled(CatalogEntry entry, SharedNames names) {
        Rule rule = entry.rule().disabled();
        return new CatalogEntry(rule, compiler.compile(rule, names), remarks(rule), entry::failures);
    }

    /** Tests are written for the parameters of the rule and the day of their traces, not for an installation or today. */
    private List<TestFailure> failures(Rule rule, RuleCompilation compilation, SharedNames names, RuleTests tests) {
        if (rule.definition().tests().isEmpty()) {
            return List.of();
        }
        boolean asItIs =
                rule.overrides().isEmpty() && rule.definition().exceptions().isEmpty();
        RuleCompilation asWritten = asItIs ? compilation : testCompiler.compile(rule.withoutOverrides(), names);
        CompiledRule program = asWritten.program();
        return program == null
                ? List.of()
                : tests.failures(program, rule.definition().tests());
    }

    private static List<RuleIssue> remarks(Rule rule) {
        return rule.overrides().keySet().stream()
                .filter(name -> !rule.definition().params().containsKey(name))
                .sorted()
                .map(Workshop::uselessOverride)
                .toList();
    }

    private static RuleIssue uselessOverride(String name) {
        return new RuleIssue(
                RuleIssue.Level.WARNING,
                "params." + name,
                "unknown-override",
                1,
                1,
                "the configuration sets the parameter '" + name + "', which the rule does not have",
                name + "\n^",
                null);
    }
}
