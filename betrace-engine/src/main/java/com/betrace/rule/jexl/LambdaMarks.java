package com.betrace.rule.jexl;

import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.JexlNode;

/** Marks lambdas that give the same answer for the same argument throughout an evaluation. */
final class LambdaMarks {

    private LambdaMarks() {}

    /** To be called before the rule is used: nodes are shared between threads once it is. */
    static void mark(ASTJexlLambda lambda) {
        String[] captured = lambda.getCapturedVariables();
        lambda.jjtSetValue((captured == null || captured.length == 0) && !readsSpan(lambda));
    }

    static boolean isClosed(ASTJexlLambda lambda) {
        return Boolean.TRUE.equals(lambda.jjtGetValue());
    }

    private static boolean readsSpan(JexlNode node) {
        if (node instanceof ASTIdentifier identifier
                && identifier.getSymbol() < 0
                && identifier.getName().equals("span")) {
            return true;
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            if (readsSpan(node.jjtGetChild(i))) {
                return true;
            }
        }
        return false;
    }
}
