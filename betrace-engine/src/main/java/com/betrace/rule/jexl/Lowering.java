package com.betrace.rule.jexl;

import com.betrace.model.SharedKey;
import com.betrace.rule.SharedNames;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Operator;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import com.betrace.rule.jexl.Scope.MacroPlace;
import com.betrace.spelling.Suggestions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.commons.jexl3.parser.*;
import org.jspecify.annotations.Nullable;

/**
 * Syntax tree to typed form, resolving every name. What is not listed here does not exist: the table of node classes is
 * the allow-list of the language. Each node of the tree gets its form attached, for the interpreter to report by.
 */
final class Lowering {

    private final Issues issues;
    private final SharedNames names;
    private final Map<String, Object> params;
    private final ExpressionParser parser;
    private final boolean groups;
    private final TypeChecks checks;
    private final Literals literals;
    private final References references;
    private final Macros macros;
    private final Set<SharedKey> used = new TreeSet<>();
    private final Map<Class<?>, BiFunction<JexlNode, Scope, Form>> table = new HashMap<>();
    /** What the rule yields, as it is written there or in a macro; null beside the condition. */
    private @Nullable JexlNode whole;

    /**
     * Lowers one expression.
     *
     * @param groups whether {@code group} can be read
     */
    Lowering(Issues issues, SharedNames names, Map<String, Object> params, ExpressionParser parser, boolean groups) {
        this.issues = issues;
        this.names = names;
        this.params = params;
        this.parser = parser;
        this.groups = groups;
        this.checks = new TypeChecks(issues);
        this.literals = new Literals(issues);
        this.references = new References(this);
        this.macros = new Macros(this);
        fillTable();
    }

    /** The classes of nodes that the language has. */
    Set<Class<?>> admitted() {
        return Set.copyOf(table.keySet());
    }

    private void fillTable() {
        Nodes.BINARY.forEach((type, operator) -> table.put(type, (node, scope) -> binary(node, operator, scope)));
        Nodes.UNARY.forEach((type, operator) -> table.put(type, (node, scope) -> unary(node, operator, scope)));
        table.put(ASTJexlScript.class, this::script);
        table.put(ASTReferenceExpression.class, (node, scope) -> lower(node.jjtGetChild(0), scope));
        table.put(ASTTernaryNode.class, this::conditional);
        table.put(ASTReference.class, references::chain);
        table.put(ASTIdentifier.class, references::identifier);
        table.put(ASTFunctionNode.class, references::function);
        table.put(ASTNullLiteral.class, (node, scope) -> constant(node, Type.NULL, null));
        table.put(ASTTrueNode.class, (node, scope) -> constant(node, Type.BOOL, true));
        table.put(ASTFalseNode.class, (node, scope) -> constant(node, Type.BOOL, false));
        table.put(
                ASTStringLiteral.class,
                (node, scope) -> constant(node, Type.STRING, ((ASTStringLiteral) node).getLiteral()));
        table.put(ASTNumberLiteral.class, (node, scope) -> number((ASTNumberLiteral) node, scope));
        table.put(ASTArrayLiteral.class, (node, scope) -> list(node, scope, Type.LIST));
        table.put(ASTMapLiteral.class, this::map);
        table.put(ASTRangeNode.class, this::range);
        table.put(ASTJexlLambda.class, (node, scope) -> strayLambda(node));
    }

    Issues issues() {
        return issues;
    }

    TypeChecks checks() {
        return checks;
    }

    Macros macros() {
        return macros;
    }

    SharedNames names() {
        return names;
    }

    /** The lists, lookups and macros that were read so far. */
    Set<SharedKey> used() {
        return used;
    }

    Map<String, Object> params() {
        return params;
    }

    /** Whether {@code group} can be read. */
    boolean offersGroup() {
        return groups;
    }

    ExpressionParser parser() {
        return parser;
    }

    /** The whole expression: the one place where {@code when} may stand. */
    Form lowerRule(ASTJexlScript script, Source source) {
        Scope scope = Scope.ofRule(source);
        JexlNode node = unwrapped(script);
        whole = node;
        return references.isInvariant(node) ? attach(node, references.invariant(node, scope)) : lower(node, scope);
    }

    /** Without the parentheses around it. */
    private static JexlNode unwrapped(JexlNode node) {
        JexlNode inner = node;
        while ((inner instanceof ASTJexlScript && !(inner instanceof ASTJexlLambda)
                        || inner instanceof ASTReferenceExpression)
                && inner.jjtGetNumChildren() == 1) {
            inner = inner.jjtGetChild(0);
        }
        return inner;
    }

    /** The body of a macro; where its call is the whole rule, so is the body. */
    Form lowerBody(JexlNode call, JexlNode body, Scope scope) {
        if (call == whole) {
            whole = unwrapped(body);
        }
        return lower(body, scope);
    }

    /** {@code has(..)} as the whole rule names the spans it found, for they are its offenders. */
    private Form naming(JexlNode node, Form form) {
        return node == whole
                        && node instanceof ASTFunctionNode
                        && form instanceof Form.Call call
                        && call.name().equals("has")
                ? call.namingSpans()
                : form;
    }

    /** An expression beside the condition, such as one of a message. */
    Form lowerCompanion(ASTJexlScript script, Source source) {
        return lower(script, Scope.ofRule(source));
    }

    Form lower(JexlNode node, Scope scope) {
        MacroPlace before = issues.enter(scope.macro());
        try {
            return lowerHere(node, scope);
        } finally {
            issues.enter(before);
        }
    }

    private Form lowerHere(JexlNode node, Scope scope) {
        BiFunction<JexlNode, Scope, Form> lowering = table.get(node.getClass());
        if (lowering == null) {
            issues.error(
                    "not-allowed",
                    origin(node),
                    Nodes.REFUSED.getOrDefault(node.getClass(), "this is not part of the rule language"));
            return broken(node);
        }
        return attach(node, naming(node, lowering.apply(node, scope)));
    }

    private static Form attach(JexlNode node, Form form) {
        if (!(node instanceof ASTJexlLambda)) {
            node.jjtSetValue(form);
        }
        return form;
    }

    Form broken(JexlNode node, Form... parts) {
        return new Form.Broken(origin(node), List.of(parts));
    }

    /** The place of a node's first character, and how it reads. */
    Origin origin(JexlNode node) {
        JexlNode first = node;
        while (Nodes.startsWithChild(first)) {
            first = first.jjtGetChild(0);
        }
        // The parser places size(..) at its bracket.
        int column = first.getColumn() - (first instanceof ASTSizeFunction ? "size".length() : 0);
        return new Origin(Math.max(1, first.getLine()), Math.max(1, column), () -> NodeText.of(node));
    }

    private Form script(JexlNode node, Scope scope) {
        if (node.jjtGetNumChildren() != 1) {
            issues.error("empty-expression", origin(node), "expected one expression such as span.failed");
            return broken(node);
        }
        return lower(node.jjtGetChild(0), scope);
    }

    private Form constant(JexlNode node, Type type, @Nullable Object value) {
        return new Form.Constant(origin(node), type, value);
    }

    private Form number(ASTNumberLiteral node, Scope scope) {
        Number value = node.getLiteral();
        Origin at = origin(node);
        literals.checkNumber(at, scope.source(), value);
        return new Form.Constant(at, Type.NUMBER, normal(value));
    }

    /** The two number classes of the language. */
    static Number normal(Number value) {
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return value.doubleValue();
        }
        return value instanceof BigInteger big && big.bitLength() > 63
                ? (Number) big.doubleValue()
                : (Number) value.longValue();
    }

    private Form.Literal list(JexlNode node, Scope scope, Type type) {
        List<Form> items = new ArrayList<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            items.add(lower(node.jjtGetChild(i), scope));
        }
        return new Form.Literal(origin(node), type, items);
    }

    private Form map(JexlNode node, Scope scope) {
        List<Form> entries = new ArrayList<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            JexlNode entry = node.jjtGetChild(i);
            entries.add(lower(entry.jjtGetChild(0), scope));
            entries.add(lower(entry.jjtGetChild(1), scope));
        }
        return new Form.Literal(origin(node), Type.MAP, entries);
    }

    private Form range(JexlNode node, Scope scope) {
        JexlNode start = node.jjtGetChild(0);
        if (start instanceof ASTERNode || start instanceof ASTNRNode) {
            issues.error(
                    "range-binds-last",
                    origin(node),
                    "the range takes the whole '" + NodeText.of(start)
                            + "' as its start; put it in parentheses: x =~ (400..599)");
            return broken(node);
        }
        Form.Literal range = list(node, scope, Type.RANGE);
        checks.range(range);
        return range;
    }

    private Form strayLambda(JexlNode node) {
        issues.error("stray-lambda", origin(node), "a lambda can only be given to a function or method that takes one");
        return broken(node);
    }

    private Form conditional(JexlNode node, Scope scope) {
        Form first = lower(node.jjtGetChild(0), scope);
        Form second = lower(node.jjtGetChild(1), scope);
        if (node.jjtGetNumChildren() == 2) {
            return new Form.Binary(origin(node), first.type().or(second.type()), Operator.ELVIS, first, second);
        }
        return new Form.Conditional(origin(node), first, second, lower(node.jjtGetChild(2), scope));
    }

    private Form unary(JexlNode node, Operator operator, Scope scope) {
        Form operand = lower(node.jjtGetChild(0), scope);
        if (operator == Operator.NEGATE
                && operand instanceof Form.Constant constant
                && constant.value() instanceof Number number) {
            Number negated = number instanceof Long n ? (Number) Math.negateExact(n) : (Number) (-number.doubleValue());
            return new Form.Constant(origin(node), Type.NUMBER, negated);
        }
        return checks.unary(origin(node), operator, operand);
    }

    /** {@code a ?? 0 > 2} is {@code a ?? (0 > 2)}, which hardly anybody means. */
    private void coalesceBinds(JexlNode right) {
        Operator operator = Nodes.BINARY.get(right.getClass());
        if (operator != null && operator.isTest()) {
            issues.warning(
                    "coalesce-binds-last",
                    origin(right),
                    "'??' takes the whole '" + NodeText.of(right) + "' as its right side; put a ?? b in parentheses",
                    null);
        }
    }

    private Form binary(JexlNode node, Operator operator, Scope scope) {
        Form left = lower(node.jjtGetChild(0), scope);
        if (operator == Operator.COALESCE) {
            coalesceBinds(node.jjtGetChild(1));
        }
        checks.negationBinds(operator, node.jjtGetChild(0) instanceof ASTNotNode, left);
        Origin whole = origin(node);
        int last = node.jjtGetNumChildren() - 1;
        for (int i = 1; i <= last; i++) {
            Form right = lower(node.jjtGetChild(i), scope);
            Origin at = i == last ? whole : joined(whole, left.origin(), operator, right.origin());
            left = checks.binary(at, operator, left, right);
        }
        return left;
    }

    /** The first operands of a longer run of one operator. */
    private static Origin joined(Origin at, Origin left, Operator operator, Origin right) {
        return new Origin(at.line(), at.column(), () -> left.text() + " " + operator.symbol() + " " + right.text());
    }

    /** An unknown name; says what there is, or what was probably meant. */
    Form unknown(JexlNode node, String code, String what, String name, Iterable<String> known) {
        TreeSet<String> candidates = new TreeSet<>();
        known.forEach(candidates::add);
        issues.error(code, origin(node), what + " '" + name + "'", Suggestions.nearest(name, candidates));
        return broken(node);
    }

    /** A lambda's parameter may hide nothing. */
    void checkParameter(Origin at, String name) {
        if (Vocabulary.VARIABLES.contains(name)) {
            issues.error("reserved-name", at, "a parameter cannot be named '" + name + "', which is a variable");
        } else if (Vocabulary.function(name) != null || name.equals("size") || name.equals("empty")) {
            issues.error("reserved-name", at, "a parameter cannot be named '" + name + "', which is a function");
        } else if (names.macros().containsKey(name)) {
            issues.error("reserved-name", at, "a parameter cannot be named '" + name + "', which is a macro");
        }
    }
}
