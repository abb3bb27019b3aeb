package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.SharedKey;
import com.betrace.model.TestFailure;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A rule with its compilation, and the outcome of its tests, which are run when somebody first asks. Thread-safe. */
final class CatalogEntry {

    private final Rule rule;
    private final RuleCompilation compilation;
    private final List<RuleIssue> issues;
    private final Supplier<List<TestFailure>> tests;
    private volatile @Nullable List<TestFailure> failures;

    /**
     * An entry.
     *
     * @param remarks what is to be said of the rule beside its compilation
     * @param tests runs the rule's tests
     */
    CatalogEntry(Rule rule, RuleCompilation compilation, List<RuleIssue> remarks, Supplier<List<TestFailure>> tests) {
        this.rule = rule;
        this.compilation = compilation;
        this.tests = tests;
        List<RuleIssue> all = new ArrayList<>(compilation.issues());
        all.addAll(remarks);
        this.issues = List.copyOf(all);
    }

    Rule rule() {
        return rule;
    }

    String id() {
        return rule.id();
    }

    @Nullable
    CompiledRule program() {
        return compilation.program();
    }

    boolean compiles() {
        return compilation.program() != null;
    }

    boolean isJudging() {
        return rule.enabled() && compiles();
    }

    /** The tests that do not hold; none where the rule does not compile, as nothing can be said of them. */
    List<TestFailure> failures() {
        List<TestFailure> known = failures;
        if (known == null) {
            known = compiles() ? tests.get() : List.of();
            failures = known;
        }
        return known;
    }

    /** Lists, lookups and macros that it reads, as far as they are known. */
    Set<SharedKey> reads() {
        CompiledRule program = compilation.program();
        return program == null ? Set.of() : program.sharedNames();
    }

    /** Why it is refused; only where it does not compile. */
    InvalidRuleException refusal() {
        return new InvalidRuleException(compilation.issues());
    }

    List<RuleIssue> issues() {
        return issues;
    }

    CatalogedRule cataloged() {
        return new CatalogedRule(rule, compilation.program(), issues, this::failures);
    }

    boolean matches(RuleFilter filter) {
        return (rule.enabled() || !filter.enabledOnly())
                && (filter.severity() == null || filter.severity() == rule.severity())
                && rule.tags().containsAll(filter.tags());
    }
}
