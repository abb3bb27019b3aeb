package com.betrace.rule.jexl;

import com.betrace.model.Rule;
import com.betrace.model.SharedKey;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.SharedNames;
import com.betrace.rule.WorkClock;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Reads;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/** Compiles rules that are JEXL expressions: text, syntax tree, typed form, program. */
public final class JexlRuleCompiler implements RuleCompiler {

    /** What evaluates a rule. */
    enum Evaluation {
        COMPILED,
        INTERPRETED
    }

    private final Evaluation evaluation;
    private final RuleLimits limits;
    private final WorkClock nanoTime;
    private final InstantSource wall;
    private final RuleEngine engine = new RuleEngine();
    private final ExpressionParser parser;
    private final CompanionCompiler.Tools companionTools;

    /**
     * A compiler.
     *
     * @param nanoTime monotonic nanoseconds, by which evaluations are stopped that take too long
     * @param wall tells the day, on which exceptions expire
     */
    public JexlRuleCompiler(RuleLimits limits, WorkClock nanoTime, InstantSource wall) {
        this(limits, nanoTime, wall, Evaluation.COMPILED);
    }

    private JexlRuleCompiler(RuleLimits limits, WorkClock nanoTime, InstantSource wall, Evaluation evaluation) {
        this.evaluation = evaluation;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.wall = wall;
        this.parser = new ExpressionParser(engine, limits);
        RuleLimits ofCompanions = limits.withMaxTextBytes(limits.maxCompanionBytes());
        this.companionTools = new CompanionCompiler.Tools(
                new ExpressionParser(engine, ofCompanions), engine, ofCompanions, evaluation);
    }

    @Override
    public RuleCompilation compile(Rule rule, SharedNames names) {
        Source source = new Source(rule.expression());
        Issues issues = new Issues(source);
        Set<SharedKey> shared = new HashSet<>();
        Program program = condition(rule, source, new Surroundings(issues, names, shared));
        List<RuleIssue> all = new ArrayList<>(issues.sorted());
        CompanionCompiler companions =
                new CompanionCompiler(rule, names, companionTools, CompanionCompiler.Room.of(program));
        Companions compiled = companions.compile();
        shared.addAll(companions.shared());
        all.addAll(companions.issues());
        boolean broken = all.stream().anyMatch(issue -> issue.level() == RuleIssue.Level.ERROR);
        if (program == null || broken) {
            return new RuleCompilation(all, null);
        }
        return new RuleCompilation(
                all,
                new JexlRule(
                        new JexlRule.Text(rule, program, compiled, shared),
                        companions.readsTrace(),
                        new Conditions(limits, nanoTime, wall)));
    }

    @Override
    public RuleCompiler at(InstantSource otherWall) {
        return new JexlRuleCompiler(limits, nanoTime, otherWall, evaluation);
    }

    /** The same with JEXL's own interpreter, by which compiled rules are measured and to which they are held. */
    public JexlRuleCompiler interpreting() {
        return new JexlRuleCompiler(limits, nanoTime, wall, Evaluation.INTERPRETED);
    }

    @Override
    public List<RuleIssue> checkMacro(String name, String text) {
        return MacroCheck.of(name, text, parser);
    }

    /** @param shared takes the names that are read */
    private record Surroundings(Issues issues, SharedNames names, Set<SharedKey> shared) {}

    /** Null where there are errors. */
    private @Nullable Program condition(Rule rule, Source source, Surroundings around) {
        Issues issues = around.issues();
        SharedNames names = around.names();
        ASTJexlScript script = parser.parse(source, issues);
        if (script == null) {
            return null;
        }
        Lowering lowering = new Lowering(issues, names, rule.params(), parser, false);
        Form form = lowering.lowerRule(script, source);
        around.shared().addAll(lowering.used());
        new RuleChecks(issues, limits).check(form, Reads.of(form));
        if (issues.hasErrors()) {
            return null;
        }
        return Program.of(
                script,
                form,
                new EvaluationContext.Names(
                        names, rule.params(), lowering.macros().used(), engine),
                evaluation);
    }
}
