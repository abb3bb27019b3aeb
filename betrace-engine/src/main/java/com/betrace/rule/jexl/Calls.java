package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.form.Form.Parameter;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Signature;
import com.betrace.rule.form.Signature.Argument;
import com.betrace.rule.form.Type;
import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Sensitive;
import com.betrace.spelling.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Arguments of functions and methods: how many, of what kind, and lambdas whose parameters get their types here. */
final class Calls {

    private static final Set<Type> SUMMABLE = Set.of(Type.NUMBER, Type.DURATION, Type.STRING, Type.ANY, Type.NULL);
    private static final Set<Type> GROUPABLE =
            Set.of(Type.STRING, Type.NUMBER, Type.BOOL, Type.LIST, Type.ANY, Type.NULL);

    private final Lowering lowering;

    Calls(Lowering lowering) {
        this.lowering = lowering;
    }

    Form call(
            Origin at, String name, Signature signature, @Nullable Form target, List<JexlNode> arguments, Scope scope) {
        if (!signature.takes(arguments.size())) {
            lowering.issues()
                    .error("wrong-arity", at, name + "(..) takes " + signature.arity() + ", not " + arguments.size());
            return new Form.Broken(at, List.of());
        }
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument kind = signature.argument(i);
            Type item = forms.isEmpty() ? Type.ANY : forms.get(0).type().item();
            forms.add(argument(name, arguments.get(i), kind == null ? Argument.VALUE : kind, item, scope));
        }
        boolean collects = target != null && target.type() == Type.SPANSET && !forms.isEmpty();
        return collects && forms.get(0) instanceof Form.Lambda lambda
                ? new Form.Call(at, collected(name, lambda.body(), signature.result()), target, name, forms)
                : new Form.Call(at, signature.result(), target, name, forms);
    }

    /** What becomes of the values of a set's spans. */
    private Type collected(String method, Form value, Type otherwise) {
        Type type = value.type();
        switch (method) {
            case "min", "max" -> {
                return type;
            }
            case "sum", "avg" -> {
                checkCollected(value, SUMMABLE, method + "(..) adds up numbers or durations");
                return type == Type.NUMBER || type == Type.DURATION ? type : otherwise;
            }
            case "groupBy" ->
                checkCollected(value, GROUPABLE, "groupBy(..) goes by strings, numbers, booleans or lists of them");
            default -> {}
        }
        return otherwise;
    }

    private void checkCollected(Form value, Set<Type> allowed, String takes) {
        if (!allowed.contains(value.type())) {
            lowering.issues()
                    .error(
                            "wrong-argument",
                            value.origin(),
                            takes + ", not " + value.type().phrase());
        }
    }

    private Form argument(String call, JexlNode node, Argument kind, Type item, Scope scope) {
        if (isLambda(node, scope) && (kind.isLambda() || kind == Argument.SELECTOR)) {
            return lambda(node, scope, kind, kind == Argument.ITEM_LAMBDA ? item : Type.SPAN);
        }
        Form form = lowering.lower(node, scope);
        if (!(form instanceof Form.Broken)) {
            check(call, form, kind);
        }
        return form;
    }

    /** Also where a macro's parameter stands for one. */
    boolean isLambda(JexlNode node, Scope scope) {
        if (node instanceof ASTIdentifier identifier) {
            Scope.Argument argument = scope.argument(identifier.getName());
            return argument != null && isLambda(argument.node(), argument.scope());
        }
        return node instanceof ASTJexlLambda;
    }

    Form lambda(JexlNode node, Scope scope, Argument kind, Type item) {
        if (node instanceof ASTIdentifier identifier) {
            Scope.Argument argument = scope.argument(identifier.getName());
            if (argument != null) {
                return lambda(argument.node(), argument.scope(), kind, item);
            }
        }
        String[] names = ((ASTJexlLambda) node).getParameters();
        List<Parameter> parameters = new ArrayList<>();
        int expected = kind == Argument.PAIR_LAMBDA ? 2 : 1;
        Origin at = lowering.origin(node);
        if (names == null || names.length != expected || node.jjtGetNumChildren() != 1) {
            lowering.issues()
                    .error(
                            "wrong-lambda",
                            at,
                            "expected " + (kind == Argument.SELECTOR ? Argument.SPAN_LAMBDA : kind).phrase());
            return lowering.broken(node);
        }
        for (String name : names) {
            lowering.checkParameter(at, name);
            parameters.add(new Parameter(name, parameterType(kind, item, parameters.size())));
        }
        LambdaMarks.mark((ASTJexlLambda) node);
        return new Form.Lambda(at, parameters, lowering.lower(node.jjtGetChild(0), scope.with(parameters)));
    }

    private static Type parameterType(Argument kind, Type item, int position) {
        return switch (kind) {
            case GROUP_LAMBDA -> Type.GROUP;
            case ITEM_LAMBDA -> item;
            case PAIR_LAMBDA -> position == 0 ? Type.STRING : Type.ANY;
            default -> Type.SPAN;
        };
    }

    private void check(String call, Form form, Argument kind) {
        Type type = form.type();
        boolean fits = switch (kind) {
            case SELECTOR -> type == Type.STRING || type == Type.SPANSET || type == Type.SPAN || type == Type.ANY;
            case SPAN_LAMBDA, GROUP_LAMBDA, ITEM_LAMBDA, PAIR_LAMBDA -> false;
            case LIST -> type.isList() || type == Type.RANGE || type.isUnknown();
            case KEY -> type == Type.STRING || type.isUnknown();
            case DURATION -> type == Type.DURATION || type == Type.STRING || type == Type.ANY;
            case DURATION_TEXT, PATTERN -> type == Type.STRING && form instanceof Form.Constant;
            case VALUE -> true;
        };
        if (!fits) {
            lowering.issues()
                    .error(
                            "wrong-argument",
                            form.origin(),
                            call + "(..) takes " + kind.phrase() + " here, not " + type.phrase());
            return;
        }
        if (form instanceof Form.Constant constant && constant.value() instanceof String text) {
            checkText(form.origin(), text, kind);
        }
    }

    private void checkText(Origin at, String text, Argument kind) {
        if ((kind == Argument.DURATION || kind == Argument.DURATION_TEXT) && Durations.parse(text) == null) {
            lowering.issues()
                    .error(
                            "not-a-duration",
                            at,
                            "'" + text + "' is not a duration; expected a number and ns, us, ms, s, m or h"
                                    + ", such as '500ms'");
        }
        Set<String> patterns = Sensitive.names();
        if (kind == Argument.PATTERN && !patterns.contains(text)) {
            lowering.issues()
                    .error(
                            "unknown-pattern",
                            at,
                            "'" + text + "' is not a known pattern, expected one of " + String.join(" ", patterns),
                            Suggestions.nearest(text, patterns));
        }
    }
}
