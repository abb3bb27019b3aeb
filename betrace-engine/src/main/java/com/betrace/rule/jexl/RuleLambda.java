package com.betrace.rule.jexl;

import org.apache.commons.jexl3.internal.Closure;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.jspecify.annotations.Nullable;

/** An interpreted lambda. */
final class RuleLambda extends WrittenLambda {

    private final Closure closure;
    private final EvaluationContext context;

    RuleLambda(Closure closure, ASTJexlLambda node, EvaluationContext context) {
        super(node, context);
        this.closure = closure;
        this.context = context;
    }

    @Override
    @Nullable
    Object evaluate(@Nullable Object... arguments) {
        return closure.execute(context, arguments);
    }
}
