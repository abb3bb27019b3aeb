package com.betrace.rule.jexl;

import com.betrace.rule.value.Lambda;
import org.apache.commons.jexl3.internal.Closure;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.jspecify.annotations.Nullable;

/** A lambda of a rule, bound to the evaluation that met it. */
final class RuleLambda implements Lambda {

    private final Closure closure;
    private final ASTJexlLambda node;
    private final EvaluationContext context;

    RuleLambda(Closure closure, ASTJexlLambda node, EvaluationContext context) {
        this.closure = closure;
        this.node = node;
        this.context = context;
    }

    @Override
    public @Nullable Object call(@Nullable Object... arguments) {
        Recorder recorder = context.recorder();
        if (recorder == null) {
            return closure.execute(context, arguments);
        }
        boolean before = recorder.enter(arguments);
        try {
            return closure.execute(context, arguments);
        } finally {
            recorder.restore(before);
        }
    }

    @Override
    public @Nullable Object identity() {
        return LambdaMarks.isClosed(node) ? node : null;
    }
}
