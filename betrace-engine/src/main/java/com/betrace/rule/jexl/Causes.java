package com.betrace.rule.jexl;

import com.betrace.rule.value.BudgetExceededException;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Says in a few words why an evaluation came to no end; never with a value, which could be a secret of a span. */
final class Causes {

    private Causes() {}

    /** What happened, and near which line and column of the rule where that is known. */
    static String of(Throwable thrown, @Nullable EvaluationContext evaluating) {
        JexlNode near = evaluating == null ? null : evaluating.reached();
        String position =
                near == null ? "" : " near " + Math.max(1, near.getLine()) + ":" + Math.max(1, near.getColumn());
        return kind(thrown) + position;
    }

    private static String kind(Throwable thrown) {
        if (thrown instanceof BudgetExceededException exceeded) {
            return exceeded.what();
        }
        if (thrown instanceof StackOverflowError || thrown instanceof JexlException.StackOverflow) {
            return "the evaluation nests too deeply";
        }
        if (thrown instanceof ArithmeticException) {
            return "a computation failed";
        }
        if (thrown instanceof ClassCastException || thrown instanceof IllegalArgumentException) {
            return "a value was not of the expected kind";
        }
        if (thrown instanceof NullPointerException) {
            return "a value was missing";
        }
        return "the evaluation failed";
    }
}
