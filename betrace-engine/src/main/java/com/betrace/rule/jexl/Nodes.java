package com.betrace.rule.jexl;

import com.betrace.rule.form.Operator;
import java.util.Map;
import org.apache.commons.jexl3.parser.*;

/** What the classes of JEXL's syntax tree mean to the rule language. */
final class Nodes {

    static final Map<Class<?>, Operator> BINARY = Map.ofEntries(
            Map.entry(ASTEQNode.class, Operator.EQ),
            Map.entry(ASTNENode.class, Operator.NE),
            Map.entry(ASTLTNode.class, Operator.LT),
            Map.entry(ASTLENode.class, Operator.LE),
            Map.entry(ASTGTNode.class, Operator.GT),
            Map.entry(ASTGENode.class, Operator.GE),
            Map.entry(ASTERNode.class, Operator.IN),
            Map.entry(ASTNRNode.class, Operator.NOT_IN),
            Map.entry(ASTSWNode.class, Operator.STARTS),
            Map.entry(ASTNSWNode.class, Operator.NOT_STARTS),
            Map.entry(ASTEWNode.class, Operator.ENDS),
            Map.entry(ASTNEWNode.class, Operator.NOT_ENDS),
            Map.entry(ASTAndNode.class, Operator.AND),
            Map.entry(ASTOrNode.class, Operator.OR),
            Map.entry(ASTAddNode.class, Operator.ADD),
            Map.entry(ASTSubNode.class, Operator.SUBTRACT),
            Map.entry(ASTMulNode.class, Operator.MULTIPLY),
            Map.entry(ASTDivNode.class, Operator.DIVIDE),
            Map.entry(ASTModNode.class, Operator.REMAINDER),
            Map.entry(ASTShiftRightNode.class, Operator.ABOVE),
            Map.entry(ASTShiftLeftNode.class, Operator.BELOW),
            Map.entry(ASTShiftRightUnsignedNode.class, Operator.BEFORE),
            Map.entry(ASTBitwiseAndNode.class, Operator.BOTH),
            Map.entry(ASTBitwiseOrNode.class, Operator.EITHER),
            Map.entry(ASTNullpNode.class, Operator.COALESCE));

    static final Map<Class<?>, Operator> UNARY = Map.of(
            ASTNotNode.class, Operator.NOT,
            ASTUnaryMinusNode.class, Operator.NEGATE,
            ASTUnaryPlusNode.class, Operator.PLUS,
            ASTSizeFunction.class, Operator.SIZE,
            ASTEmptyFunction.class, Operator.EMPTY);

    /** What parses but is refused, and how to say it. */
    static final Map<Class<?>, String> REFUSED = Map.ofEntries(
            Map.entry(ASTEQSNode.class, "'===' is not an operator here; compare with =="),
            Map.entry(ASTNESNode.class, "'!==' is not an operator here; compare with !="),
            Map.entry(ASTBitwiseComplNode.class, "'~' is not an operator here"),
            Map.entry(ASTBitwiseXorNode.class, "'^' is not an operator here"),
            Map.entry(ASTInstanceOf.class, "'instanceof' is not part of the language"),
            Map.entry(ASTNotInstanceOf.class, "'!instanceof' is not part of the language"),
            Map.entry(ASTRegexLiteral.class, "write a pattern as a string: x =~ 'pattern'"),
            Map.entry(ASTSetLiteral.class, "sets are not part of the language; write a list such as ['a', 'b']"),
            Map.entry(ASTBlock.class, "a lambda's body is one expression, without braces"),
            Map.entry(
                    ASTIdentifierAccessSafe.class,
                    "'?.' is not needed: a member of a missing value is missing; write '.'"),
            Map.entry(ASTConstructorNode.class, "objects cannot be created; 'new' is not part of the language"),
            Map.entry(ASTExtendedLiteral.class, "'...' is not part of the language"));

    private Nodes() {}

    /** Whether the text of a node begins with that of its first child. */
    static boolean startsWithChild(JexlNode node) {
        Class<?> type = node.getClass();
        return node.jjtGetNumChildren() > 0
                && (BINARY.containsKey(type)
                        || type == ASTNotNode.class
                        || type == ASTTernaryNode.class
                        || type == ASTRangeNode.class
                        || type == ASTReferenceExpression.class
                        || type == ASTFunctionNode.class
                        || type == ASTReference.class
                        || type == ASTJexlScript.class
                        || type == ASTMethodNode.class
                        || type == ASTInstanceOf.class
                        || type == ASTNotInstanceOf.class
                        || type == ASTEQSNode.class
                        || type == ASTNESNode.class
                        || type == ASTBitwiseXorNode.class);
    }
}
