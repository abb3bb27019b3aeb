package com.betrace.rule.jexl;

import com.betrace.rule.value.NumberRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.parser.*;
import org.jspecify.annotations.Nullable;

/** Syntax trees to code. It does what {@link RuleInterpreter} does, node by node, in the same order and with the same steps. */
final class CodeCompiler {

    /** A node that has no code; the interpreter has its rule then. */
    static final class NoCodeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoCodeException(JexlNode node) {
            super(node.getClass().getSimpleName() + " has no code");
        }
    }

    private final Map<String, ASTJexlLambda> macros;
    private final Map<String, Code> bodies = new HashMap<>();

    private CodeCompiler(Map<String, ASTJexlLambda> macros) {
        this.macros = macros;
    }

    /** Null where some of it has no code. */
    static @Nullable Code of(ASTJexlScript script, EvaluationContext.Names names) {
        try {
            return new CodeCompiler(names.macros()).code(script.jjtGetChild(0), CodeScope.RULE);
        } catch (NoCodeException e) {
            return null;
        }
    }

    private Code code(JexlNode node, CodeScope scope) {
        OperatorCode.Binary binary = OperatorCode.BINARY.get(node.getClass());
        if (binary != null) {
            return OperatorCode.binary(node, binary, child(node, 0, scope), child(node, 1, scope));
        }
        OperatorCode.Unary unary = OperatorCode.UNARY.get(node.getClass());
        if (unary != null) {
            return OperatorCode.unary(node, unary, child(node, 0, scope));
        }
        if (node instanceof ASTAndNode || node instanceof ASTOrNode) {
            return OperatorCode.logical(node, node instanceof ASTOrNode, children(node, scope));
        }
        if (node instanceof ASTTernaryNode) {
            return ternary(node, scope);
        }
        if (node instanceof ASTNullpNode) {
            return OperatorCode.coalesce(node, child(node, 0, scope), child(node, 1, scope));
        }
        return operand(node, scope);
    }

    private Code ternary(JexlNode node, CodeScope scope) {
        Code test = child(node, 0, scope);
        Code second = child(node, 1, scope);
        return node.jjtGetNumChildren() == 2
                ? OperatorCode.elvis(node, test, second)
                : OperatorCode.conditional(node, test, second, child(node, 2, scope));
    }

    private Code operand(JexlNode node, CodeScope scope) {
        if (node instanceof ASTReferenceExpression) {
            return child(node, 0, scope);
        }
        if (node instanceof ASTIdentifier identifier) {
            return identifier(identifier, scope);
        }
        if (node instanceof ASTReference) {
            return chain(node, scope);
        }
        if (node instanceof ASTFunctionNode function) {
            return function(function, scope);
        }
        if (node instanceof ASTJexlLambda lambda) {
            Code body = code(lambda.jjtGetChild(0), CodeScope.of(lambda.getParameters(), scope));
            return frame -> new CodeLambda(body, lambda, frame);
        }
        return literal(node, scope);
    }

    private Code literal(JexlNode node, CodeScope scope) {
        if (node instanceof ASTStringLiteral text) {
            return constant(text.getLiteral());
        }
        if (node instanceof ASTNumberLiteral number) {
            return constant(Lowering.normal(number.getLiteral()));
        }
        if (node instanceof ASTTrueNode || node instanceof ASTFalseNode) {
            return constant(node instanceof ASTTrueNode);
        }
        if (node instanceof ASTNullLiteral) {
            return constant(null);
        }
        if (node instanceof ASTRangeNode) {
            return range(node, child(node, 0, scope), child(node, 1, scope));
        }
        if (node instanceof ASTArrayLiteral) {
            return list(node, children(node, scope));
        }
        if (node instanceof ASTMapLiteral) {
            return map(node, scope);
        }
        throw new NoCodeException(node);
    }

    private static Code constant(@Nullable Object value) {
        return frame -> value;
    }

    private static Code range(JexlNode node, Code start, Code end) {
        return frame -> {
            Object from = start.value(frame);
            Object to = end.value(frame);
            return frame.done(node, from instanceof Long a && to instanceof Long b ? new NumberRange(a, b) : null);
        };
    }

    private static Code list(JexlNode node, Code... items) {
        return frame -> {
            List<@Nullable Object> values = new ArrayList<>(items.length);
            for (Code item : items) {
                values.add(item.value(frame));
            }
            return frame.done(node, values);
        };
    }

    private Code map(JexlNode node, CodeScope scope) {
        int size = node.jjtGetNumChildren();
        Code[] keys = new Code[size];
        Code[] values = new Code[size];
        for (int i = 0; i < size; i++) {
            keys[i] = child(node.jjtGetChild(i), 0, scope);
            values[i] = child(node.jjtGetChild(i), 1, scope);
        }
        return frame -> {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object key = keys[i].value(frame);
                entries.put(key, values[i].value(frame));
            }
            return frame.done(node, entries);
        };
    }

    private static Code identifier(ASTIdentifier node, CodeScope scope) {
        String name = node.getName();
        Code argument = scope.read(name);
        return argument == null
                ? frame -> frame.done(node, frame.context().get(name))
                : frame -> frame.done(node, argument.value(frame));
    }

    private Code function(ASTFunctionNode node, CodeScope scope) {
        String name = ((ASTIdentifier) node.jjtGetChild(0)).getName();
        if (!macros.containsKey(name) && InvariantEvaluation.isInvariant(node)) {
            return invariant(node, scope);
        }
        Code[] arguments = children(node.jjtGetChild(1), scope);
        return macros.containsKey(name)
                ? CallCode.macro(node, body(name), arguments)
                : CallCode.function(node, name, arguments);
    }

    /** Macros do not call themselves. */
    private Code body(String macro) {
        Code known = bodies.get(macro);
        if (known == null) {
            ASTJexlLambda lambda = Objects.requireNonNull(macros.get(macro));
            known = code(lambda.jjtGetChild(0), CodeScope.of(lambda.getParameters(), null));
            bodies.put(macro, known);
        }
        return known;
    }

    private Code invariant(JexlNode node, CodeScope scope) {
        Map<JexlNode, Code> parts = new IdentityHashMap<>();
        InvariantEvaluation.parts(node).forEach(part -> parts.put(part, code(part, scope)));
        return CallCode.invariant(node, parts);
    }

    private Code chain(JexlNode node, CodeScope scope) {
        JexlNode first = node.jjtGetChild(0);
        if (first instanceof ASTFunctionNode function && InvariantEvaluation.isInvariant(function)) {
            return invariant(node, scope);
        }
        List<ChainCode.Link> links = new ArrayList<>();
        int count = node.jjtGetNumChildren();
        for (int next = 1; next < count; ) {
            JexlNode child = node.jjtGetChild(next);
            if (child instanceof ASTIdentifierAccess) {
                List<String> names = RuleInterpreter.names(node, next);
                links.add(ChainCode.names(names));
                next += names.size();
            } else if (child instanceof ASTMethodNode) {
                String name = ((ASTIdentifierAccess) child.jjtGetChild(0)).getName();
                JexlNode arguments = child.jjtGetChild(1);
                links.add(CallCode.method(arguments, name, children(arguments, scope)));
                next++;
            } else {
                for (Code key : children(child, scope)) {
                    links.add(CallCode.element(key));
                }
                next++;
            }
        }
        return ChainCode.of(node, code(first, scope), links.toArray(new ChainCode.Link[0]));
    }

    private Code child(JexlNode node, int index, CodeScope scope) {
        return code(node.jjtGetChild(index), scope);
    }

    private Code[] children(JexlNode node, CodeScope scope) {
        Code[] children = new Code[node.jjtGetNumChildren()];
        for (int i = 0; i < children.length; i++) {
            children[i] = child(node, i, scope);
        }
        return children;
    }
}
