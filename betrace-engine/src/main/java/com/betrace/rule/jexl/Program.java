package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.jexl.JexlRuleCompiler.Evaluation;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanView;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression with everything it names. Immutable once made; the interpreter only reads the tree.
 *
 * @param code null where the interpreter has to do it
 */
record Program(
        ASTJexlScript script,
        Form form,
        EvaluationContext.Names names,
        @Nullable Code code) {

    static Program of(ASTJexlScript script, Form form, EvaluationContext.Names names, Evaluation evaluation) {
        return new Program(
                script, form, names, evaluation == Evaluation.COMPILED ? CodeCompiler.of(script, names) : null);
    }

    /** Evaluates once; throws BudgetExceededException, or JexlException where JEXL itself fails. */
    @Nullable
    Object run(EvaluationContext context) {
        return code == null ? names.engine().run(script, context) : code.value(CodeFrame.of(context));
    }

    EvaluationContext context(Scene scene, @Nullable SpanView judged) {
        EvaluationContext context = new EvaluationContext(scene, names);
        if (judged != null) {
            context.judge(judged);
        }
        return context;
    }
}
