package com.betrace.service.packs;

import com.betrace.model.Rule;
import com.betrace.model.RuleTest;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.SharedNames;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.rulecase.CaseResult;
import com.betrace.rulecase.CaseRunner;
import java.time.InstantSource;
import java.util.List;

/** Compiles rules of packs and judges their tests. */
final class Trial {

    /** A clock that stands still: how long a judgment takes on a busy machine must decide nothing here. */
    private static final JexlRuleCompiler COMPILER =
            new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, InstantSource.system());

    private Trial() {}

    static RuleCompilation compile(Rule rule, SharedNames names) {
        return COMPILER.compile(rule, names);
    }

    /** What went wrong, a line for each test that failed. */
    static List<String> failures(CompiledRule rule, List<RuleTest> tests) {
        return tests.stream()
                .map(test -> CaseRunner.run(rule, test))
                .filter(result -> !result.passed())
                .map(Trial::line)
                .toList();
    }

    private static String line(CaseResult result) {
        return result.tried().name() + ": " + result.failure();
    }
}
