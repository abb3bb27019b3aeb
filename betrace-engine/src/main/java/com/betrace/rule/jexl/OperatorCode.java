package com.betrace.rule.jexl;

import com.betrace.rule.value.Groups;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.util.Map;
import org.apache.commons.jexl3.parser.*;
import org.jspecify.annotations.Nullable;

/** What the operators do. */
final class OperatorCode {

    /** On two values that are there. */
    interface Binary {
        @Nullable
        Object apply(CodeFrame frame, @Nullable Object left, @Nullable Object right);
    }

    interface Unary {
        @Nullable
        Object apply(CodeFrame frame, @Nullable Object operand);
    }

    private interface SetOperation {
        SpanSet apply(SpanSet left, SpanSet right);
    }

    /** Operators that evaluate both operands, the left one first. */
    static final Map<Class<?>, Binary> BINARY = Map.ofEntries(
            Map.entry(ASTEQNode.class, (frame, left, right) -> frame.operators().equal(left, right)),
            Map.entry(
                    ASTNENode.class, (frame, left, right) -> !frame.operators().equal(left, right)),
            Map.entry(ASTLTNode.class, (frame, left, right) -> frame.operators().less(left, right)),
            Map.entry(ASTLENode.class, (frame, left, right) -> frame.operators().lessOrEqual(left, right)),
            Map.entry(ASTGTNode.class, (frame, left, right) -> frame.operators().less(right, left)),
            Map.entry(ASTGENode.class, (frame, left, right) -> frame.operators().lessOrEqual(right, left)),
            Map.entry(ASTERNode.class, (frame, left, right) -> frame.operators().matches(left, right)),
            Map.entry(
                    ASTNRNode.class, (frame, left, right) -> !frame.operators().matches(left, right)),
            Map.entry(ASTSWNode.class, (frame, left, right) -> frame.operators().startsWith(left, right)),
            Map.entry(
                    ASTNSWNode.class, (frame, left, right) -> !frame.operators().startsWith(left, right)),
            Map.entry(ASTEWNode.class, (frame, left, right) -> frame.operators().endsWith(left, right)),
            Map.entry(
                    ASTNEWNode.class, (frame, left, right) -> !frame.operators().endsWith(left, right)),
            Map.entry(
                    ASTAddNode.class, (frame, left, right) -> frame.arithmetic().add(left, right)),
            Map.entry(
                    ASTSubNode.class, (frame, left, right) -> frame.arithmetic().subtract(left, right)),
            Map.entry(
                    ASTMulNode.class, (frame, left, right) -> frame.arithmetic().multiply(left, right)),
            Map.entry(
                    ASTDivNode.class, (frame, left, right) -> frame.arithmetic().divide(left, right)),
            Map.entry(
                    ASTModNode.class, (frame, left, right) -> frame.arithmetic().remainder(left, right)),
            Map.entry(ASTShiftRightNode.class, related("under", SpanSet::above)),
            Map.entry(ASTShiftLeftNode.class, related("calls", SpanSet::below)),
            Map.entry(ASTShiftRightUnsignedNode.class, related("precededBy", SpanSet::before)),
            Map.entry(ASTBitwiseAndNode.class, ofSets(SpanSet::and)),
            Map.entry(ASTBitwiseOrNode.class, ofSets(SpanSet::or)));

    static final Map<Class<?>, Unary> UNARY = Map.of(
            ASTNotNode.class, (frame, operand) -> !Operators.truth(operand),
            ASTUnaryMinusNode.class, (frame, operand) -> frame.arithmetic().negate(operand),
            ASTUnaryPlusNode.class, (frame, operand) -> operand,
            ASTSizeFunction.class, (frame, operand) -> frame.operators().size(operand),
            ASTEmptyFunction.class, (frame, operand) -> frame.operators().isEmpty(operand));

    private OperatorCode() {}

    private static Binary ofSets(SetOperation operation) {
        return (frame, left, right) ->
                left instanceof SpanSet a && right instanceof SpanSet b ? operation.apply(a, b) : null;
    }

    private static Binary related(String test, SetOperation operation) {
        return (frame, left, right) -> {
            if (!(left instanceof SpanSet a) || !(right instanceof SpanSet b)) {
                return null;
            }
            Recorder recorder = frame.context().recorder();
            if (recorder != null) {
                recorder.record(new Recorder.Relation(test, a));
            }
            return operation.apply(a, b);
        };
    }

    static Code binary(JexlNode node, Binary operator, Code left, Code right) {
        return frame -> {
            Object first = left.value(frame);
            return frame.done(node, operator.apply(frame, first, right.value(frame)));
        };
    }

    static Code unary(JexlNode node, Unary operator, Code operand) {
        return frame -> frame.done(node, operator.apply(frame, operand.value(frame)));
    }

    /** The value that decides: spans, sets and groups as they are, the truth of anything else. */
    static Code logical(JexlNode node, boolean deciding, Code... operands) {
        return frame -> {
            Object value = null;
            for (Code operand : operands) {
                value = operand.value(frame);
                if (Operators.truth(value) == deciding) {
                    break;
                }
            }
            boolean kept = value instanceof SpanSet || value instanceof SpanView || value instanceof Groups;
            return frame.done(node, value != null && kept ? value : (Object) Operators.truth(value));
        };
    }

    static Code elvis(JexlNode node, Code test, Code otherwise) {
        return frame -> {
            Object value = test.value(frame);
            return frame.done(node, Operators.truth(value) ? value : otherwise.value(frame));
        };
    }

    static Code conditional(JexlNode node, Code test, Code yes, Code no) {
        return frame -> frame.done(node, Operators.truth(test.value(frame)) ? yes.value(frame) : no.value(frame));
    }

    static Code coalesce(JexlNode node, Code first, Code otherwise) {
        return frame -> {
            Object value = first.value(frame);
            return frame.done(node, value == null ? otherwise.value(frame) : value);
        };
    }
}
