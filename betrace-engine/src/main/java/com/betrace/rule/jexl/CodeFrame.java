package com.betrace.rule.jexl;

import com.betrace.rule.value.Arithmetic;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Where code runs: in which evaluation, and with which arguments of the lambda or macro it is in. */
final class CodeFrame {

    private final EvaluationContext context;
    private final @Nullable CodeFrame outer;
    private final @Nullable Object[] arguments;

    private CodeFrame(EvaluationContext context, @Nullable CodeFrame outer, @Nullable Object... arguments) {
        this.context = context;
        this.outer = outer;
        this.arguments = arguments;
    }

    /** Of a whole expression. */
    static CodeFrame of(EvaluationContext context) {
        return new CodeFrame(context, null);
    }

    /** Of a macro, which sees its arguments only. */
    CodeFrame ofMacro(@Nullable Object... given) {
        return new CodeFrame(context, null, given);
    }

    /** Of a lambda that is written here. */
    CodeFrame within(@Nullable Object... given) {
        return new CodeFrame(context, this, given);
    }

    EvaluationContext context() {
        return context;
    }

    Scene scene() {
        return context.scene();
    }

    Operators operators() {
        return context.scene().operators();
    }

    Arithmetic arithmetic() {
        return context.scene().arithmetic();
    }

    /** The step of a node that has come to its value. */
    @Nullable
    Object done(JexlNode node, @Nullable Object value) {
        return context.done(node, value);
    }

    /** An argument of the frame that is so many further out; null where it was not given. */
    @Nullable
    Object argument(int hops, int index) {
        CodeFrame at = this;
        for (int hop = 0; hop < hops && at.outer != null; hop++) {
            at = at.outer;
        }
        return index < at.arguments.length ? at.arguments[index] : null;
    }
}
