package com.betrace.rule.jexl;

import com.betrace.rule.value.Operators;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.JexlOptions;
import org.apache.commons.jexl3.internal.Engine;
import org.apache.commons.jexl3.internal.Frame;
import org.apache.commons.jexl3.internal.Interpreter;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/** JEXL with all that rules do not need switched off, and with our interpreter. One engine serves all rules. */
final class RuleEngine extends Engine {

    private static final int STACK = 256;

    RuleEngine() {
        super(new JexlBuilder()
                .arithmetic(new RuleArithmetic())
                .permissions(new NoPermissions())
                .features(features())
                .antish(false)
                .cancellable(false)
                .debug(false)
                .lexical(true)
                .safe(true)
                .silent(false)
                .strict(false)
                .stackOverflow(STACK));
    }

    private static JexlFeatures features() {
        return JexlFeatures.createNone()
                .lambda(true)
                .thinArrow(true)
                .localVar(true)
                .methodCall(true)
                .arrayReferenceExpr(true)
                .structuredLiteral(true);
    }

    /** Throws whatever JEXL's parser throws, which is more than JexlException. */
    ASTJexlScript parse(String text) {
        return parse(new JexlInfo("rule", 1, 1), expressionFeatures, text, null);
    }

    @Nullable
    Object run(ASTJexlScript script, EvaluationContext context) {
        return createInterpreter(context, script.createFrame(), options).interpret(script);
    }

    @Nullable
    Object call(ASTJexlLambda macro, EvaluationContext context, @Nullable Object... arguments) {
        return createInterpreter(context, macro.createFrame(arguments), options).interpret(macro.jjtGetChild(0));
    }

    @Override
    protected Interpreter createInterpreter(JexlContext context, Frame frame, JexlOptions chosen) {
        if (!(context instanceof EvaluationContext evaluation)) {
            throw new IllegalArgumentException("rules are evaluated in an EvaluationContext only, not " + context);
        }
        return new RuleInterpreter(this, chosen, evaluation, frame);
    }

    /** The second wall: were a way past the interpreter's own resolution ever found, it would still see no class. */
    private static final class NoPermissions implements JexlPermissions {
        @Override
        public boolean allow(@Nullable Class<?> type) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Constructor<?> constructor) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Field field) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Class<?> type, @Nullable Field field) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Method method) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Class<?> type, @Nullable Method method) {
            return false;
        }

        @Override
        public boolean allow(@Nullable Package type) {
            return false;
        }

        @Override
        public JexlPermissions compose(String... source) {
            return this;
        }
    }

    /** For the few places where JEXL's own code asks for truth. */
    private static final class RuleArithmetic extends JexlArithmetic {
        RuleArithmetic() {
            super(false);
        }

        @Override
        public boolean toBoolean(@Nullable Object value) {
            return Operators.truth(value);
        }

        @Override
        public boolean testPredicate(@Nullable Object value) {
            return Operators.truth(value);
        }
    }
}
