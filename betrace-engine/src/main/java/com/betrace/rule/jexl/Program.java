package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanView;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/** A checked expression with everything it names. Immutable once made; the interpreter only reads the tree. */
record Program(ASTJexlScript script, Form form, EvaluationContext.Names names, RuleEngine engine) {

    /** Evaluates once; throws BudgetExceededException, or JexlException where JEXL itself fails. */
    @Nullable
    Object run(EvaluationContext context) {
        return engine.run(script, context);
    }

    EvaluationContext context(Scene scene, @Nullable SpanView judged) {
        EvaluationContext context = new EvaluationContext(scene, names);
        if (judged != null) {
            context.judge(judged);
        }
        return context;
    }
}
