package com.betrace.rule.jexl;

import com.betrace.rule.value.InvariantResult;
import com.betrace.rule.value.InvariantResult.Failure;
import com.betrace.rule.value.Lambda;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** {@code when(..).always(..).never(..)}: clauses are evaluated only where the subject holds, which a plain call could not. */
final class InvariantEvaluation {

    private final Function<JexlNode, @Nullable Object> values;
    private final Scene scene;

    /** @param values evaluates the subject and the conditions */
    InvariantEvaluation(Function<JexlNode, @Nullable Object> values, Scene scene) {
        this.values = values;
        this.scene = scene;
    }

    static boolean isInvariant(ASTFunctionNode function) {
        String name = ((ASTIdentifier) function.jjtGetChild(0)).getName();
        return name.equals("when") || name.equals("never");
    }

    private record Clause(boolean always, JexlNode condition) {}

    /** What it evaluates: the subject, where there is one, and the condition of each clause. */
    static List<JexlNode> parts(JexlNode node) {
        JexlNode function = node instanceof ASTReference ? node.jjtGetChild(0) : node;
        List<JexlNode> parts = new ArrayList<>();
        parts.add(function.jjtGetChild(1).jjtGetChild(0));
        for (int i = 1; node != function && i < node.jjtGetNumChildren(); i++) {
            parts.add(node.jjtGetChild(i).jjtGetChild(1).jjtGetChild(0));
        }
        return parts;
    }

    InvariantResult evaluate(JexlNode node) {
        JexlNode function = node instanceof ASTReference ? node.jjtGetChild(0) : node;
        JexlNode argument = function.jjtGetChild(1).jjtGetChild(0);
        List<Clause> clauses = new ArrayList<>();
        Object subject = true;
        if (((ASTIdentifier) function.jjtGetChild(0)).getName().equals("never")) {
            clauses.add(new Clause(false, argument));
        } else {
            subject = values.apply(argument);
        }
        for (int i = 1; node != function && i < node.jjtGetNumChildren(); i++) {
            JexlNode method = node.jjtGetChild(i);
            boolean always =
                    ((ASTIdentifierAccess) method.jjtGetChild(0)).getName().equals("always");
            clauses.add(new Clause(always, method.jjtGetChild(1).jjtGetChild(0)));
        }
        return judge(subject, clauses);
    }

    private InvariantResult judge(@Nullable Object subject, List<Clause> clauses) {
        SpanSet subjects = subject instanceof SpanSet set ? set : null;
        if (!Operators.truth(subject)) {
            return new InvariantResult(subjects, false, List.of());
        }
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            Failure failure = judge(i, clauses.get(i), subjects);
            if (failure != null) {
                failures.add(failure);
            }
        }
        return new InvariantResult(subjects, true, failures);
    }

    private @Nullable Failure judge(int place, Clause clause, @Nullable SpanSet subjects) {
        Object condition = values.apply(clause.condition());
        if (condition instanceof Lambda lambda && subjects != null) {
            SpanSet failing = subjects.where(negatedIf(clause.always(), lambda));
            return failing.size() == 0 ? null : new Failure(place, failing);
        }
        if (Operators.truth(condition) == clause.always()) {
            return null;
        }
        if (subjects != null) {
            return new Failure(place, subjects);
        }
        return new Failure(place, clause.always() ? null : named(condition));
    }

    private static Lambda negatedIf(boolean always, Lambda lambda) {
        return !always
                ? lambda
                : new Lambda() {
                    @Override
                    public @Nullable Object call(@Nullable Object... arguments) {
                        return !Operators.truth(lambda.call(arguments));
                    }

                    @Override
                    public @Nullable Object identity() {
                        return null;
                    }
                };
    }

    /** The spans that a condition which should not have held names. */
    private @Nullable SpanSet named(@Nullable Object condition) {
        if (condition instanceof SpanSet set) {
            return set;
        }
        return condition instanceof SpanView view ? scene.select(view) : null;
    }
}
