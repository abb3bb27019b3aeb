package com.betrace.rule.jexl;

import com.betrace.model.Rule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleOptions;
import com.betrace.rule.SharedNames;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Reads;
import java.util.function.LongSupplier;
import org.apache.commons.jexl3.parser.ASTJexlScript;

/** Compiles rules that are JEXL expressions: text, syntax tree, typed form, program. */
public final class JexlRuleCompiler implements RuleCompiler {

    private final RuleLimits limits;
    private final LongSupplier nanoTime;
    private final RuleEngine engine = new RuleEngine();
    private final ExpressionParser parser;

    /**
     * A compiler.
     *
     * @param nanoTime monotonic nanoseconds, by which evaluations are stopped that take too long
     */
    public JexlRuleCompiler(RuleLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.parser = new ExpressionParser(engine, limits);
    }

    @Override
    public RuleCompilation compile(Rule rule, RuleOptions options, SharedNames names) {
        Source source = new Source(rule.expression());
        Issues issues = new Issues(source);
        ASTJexlScript script = parser.parse(source, issues);
        if (script == null) {
            return new RuleCompilation(issues.sorted(), null);
        }
        Lowering lowering = new Lowering(issues, names, options, parser);
        Form form = lowering.lowerRule(script, source);
        Reads reads = Reads.of(form);
        new RuleChecks(issues, limits).check(form, reads);
        if (issues.hasErrors()) {
            return new RuleCompilation(issues.sorted(), null);
        }
        Program program = new Program(
                script,
                form,
                new EvaluationContext.Names(names, options, lowering.macros().used(), engine),
                engine);
        return new RuleCompilation(issues.sorted(), new JexlRule(rule, program, limits, nanoTime));
    }
}
