package com.betrace.testkit;

import com.betrace.model.Rule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.SharedNames;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Compiles without a language: an expression that begins with {@code bad} has an error, one that begins with {@code hint}
 * a hint, and {@code name X} is violated by spans of that name. Remembers which rules it compiled.
 */
public final class FakeCompiler implements RuleCompiler {

    public final List<Rule> compiled = new CopyOnWriteArrayList<>();

    @Override
    public RuleCompilation compile(Rule rule, SharedNames names) {
        compiled.add(rule);
        String text = rule.expression();
        if (text.startsWith("bad")) {
            return new RuleCompilation(List.of(issue(RuleIssue.Level.ERROR, text)), null);
        }
        FakeRule program = FakeRule.onSpan(rule.id(), span -> text.equals("name " + span.name()))
                .with(rule);
        return new RuleCompilation(
                text.startsWith("hint") ? List.of(issue(RuleIssue.Level.HINT, text)) : List.of(), program);
    }

    @Override
    public RuleCompiler at(InstantSource wall) {
        return this;
    }

    @Override
    public List<RuleIssue> checkMacro(String name, String text) {
        return List.of();
    }

    private static RuleIssue issue(RuleIssue.Level level, String text) {
        return new RuleIssue(
                level, RuleIssue.EXPRESSION, "fake", 1, 1, "'" + text + "' is a fake problem", text + "\n^", null);
    }
}
