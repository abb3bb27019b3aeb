package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.value.Groups;
import com.betrace.rule.value.NumberRange;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlOptions;
import org.apache.commons.jexl3.internal.Closure;
import org.apache.commons.jexl3.internal.Frame;
import org.apache.commons.jexl3.internal.Interpreter;
import org.apache.commons.jexl3.parser.*;
import org.jspecify.annotations.Nullable;

/**
 * JEXL's interpreter, with every operator, name and call answered by us: JEXL keeps the order of evaluation, lambdas and
 * their variables. What is not overridden here is not admitted by {@link Lowering}. Each node costs a step.
 */
final class RuleInterpreter extends Interpreter {

    private final EvaluationContext evaluation;
    private final Scene scene;
    private final Operators operators;

    RuleInterpreter(RuleEngine engine, JexlOptions options, EvaluationContext context, Frame frame) {
        super(engine, options, context, frame);
        this.evaluation = context;
        this.scene = context.scene();
        this.operators = context.scene().operators();
    }

    private @Nullable Object left(JexlNode node, Object data) {
        return node.jjtGetChild(0).jjtAccept(this, data);
    }

    private @Nullable Object right(JexlNode node, Object data) {
        return node.jjtGetChild(1).jjtAccept(this, data);
    }

    private @Nullable Object done(JexlNode node, @Nullable Object value) {
        return evaluation.done(node, value);
    }

    @Override
    protected @Nullable Object visit(ASTEQNode node, Object data) {
        return done(node, operators.equal(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTNENode node, Object data) {
        return done(node, !operators.equal(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTLTNode node, Object data) {
        return done(node, operators.less(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTLENode node, Object data) {
        return done(node, operators.lessOrEqual(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTGTNode node, Object data) {
        Object left = left(node, data);
        return done(node, operators.less(right(node, data), left));
    }

    @Override
    protected @Nullable Object visit(ASTGENode node, Object data) {
        Object left = left(node, data);
        return done(node, operators.lessOrEqual(right(node, data), left));
    }

    @Override
    protected @Nullable Object visit(ASTERNode node, Object data) {
        return done(node, operators.matches(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTNRNode node, Object data) {
        return done(node, !operators.matches(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTSWNode node, Object data) {
        return done(node, operators.startsWith(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTNSWNode node, Object data) {
        return done(node, !operators.startsWith(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTEWNode node, Object data) {
        return done(node, operators.endsWith(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTNEWNode node, Object data) {
        return done(node, !operators.endsWith(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTAndNode node, Object data) {
        return done(node, logical(node, data, false));
    }

    @Override
    protected @Nullable Object visit(ASTOrNode node, Object data) {
        return done(node, logical(node, data, true));
    }

    /** The value that decides: spans, sets and groups as they are, the truth of anything else. */
    private Object logical(JexlNode node, Object data, boolean deciding) {
        Object value = null;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            value = node.jjtGetChild(i).jjtAccept(this, data);
            if (Operators.truth(value) == deciding) {
                break;
            }
        }
        boolean kept = value instanceof SpanSet || value instanceof SpanView || value instanceof Groups;
        return value != null && kept ? value : (Object) Operators.truth(value);
    }

    @Override
    protected @Nullable Object visit(ASTNotNode node, Object data) {
        return done(node, !Operators.truth(left(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTTernaryNode node, Object data) {
        Object test = left(node, data);
        if (node.jjtGetNumChildren() == 2) {
            return done(node, Operators.truth(test) ? test : right(node, data));
        }
        return done(
                node,
                Operators.truth(test) ? right(node, data) : node.jjtGetChild(2).jjtAccept(this, data));
    }

    @Override
    protected @Nullable Object visit(ASTNullpNode node, Object data) {
        Object value = left(node, data);
        return done(node, value == null ? right(node, data) : value);
    }

    @Override
    protected @Nullable Object visit(ASTAddNode node, Object data) {
        return done(node, scene.arithmetic().add(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTSubNode node, Object data) {
        return done(node, scene.arithmetic().subtract(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTMulNode node, Object data) {
        return done(node, scene.arithmetic().multiply(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTDivNode node, Object data) {
        return done(node, scene.arithmetic().divide(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTModNode node, Object data) {
        return done(node, scene.arithmetic().remainder(left(node, data), right(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTUnaryMinusNode node, Object data) {
        return done(node, scene.arithmetic().negate(left(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTUnaryPlusNode node, Object data) {
        return done(node, left(node, data));
    }

    @Override
    protected @Nullable Object visit(ASTSizeFunction node, Object data) {
        return done(node, operators.size(left(node, data)));
    }

    @Override
    protected @Nullable Object visit(ASTEmptyFunction node, Object data) {
        return done(node, operators.isEmpty(left(node, data)));
    }

    private interface SetOperation {
        SpanSet apply(SpanSet left, SpanSet right);
    }

    private @Nullable Object ofSets(JexlNode node, Object data, SetOperation operation) {
        Object left = left(node, data);
        Object right = right(node, data);
        return done(node, left instanceof SpanSet a && right instanceof SpanSet b ? operation.apply(a, b) : null);
    }

    private SetOperation related(String test, SetOperation operation) {
        Recorder recorder = evaluation.recorder();
        return recorder == null
                ? operation
                : (left, right) -> {
                    recorder.record(new Recorder.Relation(test, left));
                    return operation.apply(left, right);
                };
    }

    @Override
    protected @Nullable Object visit(ASTShiftRightNode node, Object data) {
        return ofSets(node, data, related("under", SpanSet::above));
    }

    @Override
    protected @Nullable Object visit(ASTShiftLeftNode node, Object data) {
        return ofSets(node, data, related("calls", SpanSet::below));
    }

    @Override
    protected @Nullable Object visit(ASTShiftRightUnsignedNode node, Object data) {
        return ofSets(node, data, related("precededBy", SpanSet::before));
    }

    @Override
    protected @Nullable Object visit(ASTBitwiseAndNode node, Object data) {
        return ofSets(node, data, SpanSet::and);
    }

    @Override
    protected @Nullable Object visit(ASTBitwiseOrNode node, Object data) {
        return ofSets(node, data, SpanSet::or);
    }

    @Override
    protected @Nullable Object visit(ASTNumberLiteral node, Object data) {
        return Lowering.normal(node.getLiteral());
    }

    @Override
    protected @Nullable Object visit(ASTRangeNode node, Object data) {
        Object from = left(node, data);
        Object to = right(node, data);
        return done(node, from instanceof Long a && to instanceof Long b ? new NumberRange(a, b) : null);
    }

    @Override
    protected @Nullable Object visit(ASTArrayLiteral node, Object data) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            items.add(node.jjtGetChild(i).jjtAccept(this, data));
        }
        return done(node, items);
    }

    @Override
    protected @Nullable Object visit(ASTMapLiteral node, Object data) {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            JexlNode entry = node.jjtGetChild(i);
            entries.put(left(entry, data), right(entry, data));
        }
        return done(node, entries);
    }

    @Override
    protected @Nullable Object visit(ASTIdentifier node, Object data) {
        if (node.getSymbol() < 0) {
            return done(node, evaluation.get(node.getName()));
        }
        return done(node, getVariable(frame, block, node));
    }

    @Override
    protected @Nullable Object visit(ASTJexlScript node, Object data) {
        Object value = super.visit(node, data);
        return value instanceof Closure closure && node instanceof ASTJexlLambda lambda
                ? new RuleLambda(closure, lambda, evaluation)
                : value;
    }

    @Override
    protected @Nullable Object visit(ASTFunctionNode node, Object data) {
        String name = ((ASTIdentifier) node.jjtGetChild(0)).getName();
        ASTJexlLambda macro = evaluation.names().macros().get(name);
        if (macro != null) {
            return done(node, call(macro, node, arguments(node.jjtGetChild(1), data)));
        }
        if (name.equals("never") || name.equals("when")) {
            return done(node, new InvariantEvaluation(part -> part.jjtAccept(this, data), scene).evaluate(node));
        }
        @Nullable Object[] arguments = arguments(node.jjtGetChild(1), data);
        Form form = node.jjtGetValue() instanceof Form known ? known : null;
        Recorder recorder = evaluation.recorder();
        if (recorder != null && form != null && name.equals("sequence")) {
            recorder.recordSteps(form, arguments);
        }
        boolean names = form instanceof Form.Call written && written.namesSpans();
        return done(node, Functions.call(scene, names ? "spans" : name, arguments));
    }

    /** Where this throws, the context stays in the macro and so tells where it failed. */
    private @Nullable Object call(ASTJexlLambda macro, JexlNode node, @Nullable Object... arguments) {
        JexlNode outer = evaluation.enterMacro(node);
        Object value = evaluation.names().engine().call(macro, evaluation, arguments);
        evaluation.leaveMacro(outer);
        return value;
    }

    private @Nullable Object[] arguments(JexlNode node, Object data) {
        @Nullable Object[] values = new Object[node.jjtGetNumChildren()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.jjtGetChild(i).jjtAccept(this, data);
        }
        return values;
    }

    @Override
    protected @Nullable Object visit(ASTReference node, Object data) {
        JexlNode first = node.jjtGetChild(0);
        if (first instanceof ASTFunctionNode function && InvariantEvaluation.isInvariant(function)) {
            return done(node, new InvariantEvaluation(part -> part.jjtAccept(this, data), scene).evaluate(node));
        }
        Object at = first.jjtAccept(this, data);
        int count = node.jjtGetNumChildren();
        for (int next = 1; next < count; ) {
            JexlNode child = node.jjtGetChild(next);
            if (child instanceof ASTIdentifierAccess) {
                List<String> names = names(node, next);
                at = Access.run(scene, at, names);
                next += names.size();
            } else if (child instanceof ASTMethodNode) {
                String name = ((ASTIdentifierAccess) child.jjtGetChild(0)).getName();
                at = at == null ? null : method(child.jjtGetChild(1), at, name, arguments(child.jjtGetChild(1), data));
                next++;
            } else {
                for (int i = 0; i < child.jjtGetNumChildren(); i++) {
                    at = Access.element(scene, at, child.jjtGetChild(i).jjtAccept(this, data));
                }
                next++;
            }
        }
        return done(node, at);
    }

    private @Nullable Object method(JexlNode node, Object target, String name, @Nullable Object... arguments) {
        Object value = Methods.call(scene, target, name, arguments);
        if (name.equals("sum") && value instanceof Long && CallCode.addsDurations(node.jjtGetChild(0))) {
            value = Duration.ZERO; // of no spans at all
        }
        Recorder recorder = evaluation.recorder();
        if (recorder != null && arguments.length > 0) {
            TestRecords.add(recorder, node.jjtGetChild(0), target, name, value, arguments);
        }
        return value;
    }

    /** Those that follow each other from there on. */
    static List<String> names(JexlNode node, int from) {
        List<String> names = new ArrayList<>();
        for (int i = from;
                i < node.jjtGetNumChildren() && node.jjtGetChild(i) instanceof ASTIdentifierAccess name;
                i++) {
            names.add(name.getName());
        }
        return names;
    }
}
