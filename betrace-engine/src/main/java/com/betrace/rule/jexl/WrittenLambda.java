package com.betrace.rule.jexl;

import com.betrace.rule.value.Lambda;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.jspecify.annotations.Nullable;

/** A lambda of a rule, bound to the evaluation that met it. */
abstract class WrittenLambda implements Lambda {

    private final ASTJexlLambda node;
    private final EvaluationContext context;

    WrittenLambda(ASTJexlLambda node, EvaluationContext context) {
        this.node = node;
        this.context = context;
    }

    abstract @Nullable Object evaluate(@Nullable Object... arguments);

    @Override
    public final @Nullable Object call(@Nullable Object... arguments) {
        Recorder recorder = context.recorder();
        if (recorder == null) {
            return evaluate(arguments);
        }
        boolean before = recorder.enter(arguments);
        try {
            return evaluate(arguments);
        } finally {
            recorder.restore(before);
        }
    }

    @Override
    public final @Nullable Object identity() {
        return LambdaMarks.isClosed(node) ? node : null;
    }
}
