package com.betrace.rule.form;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trace must have for a form to be true, told from the form alone. Null is the answer wherever it is not known, which
 * is always right.
 */
public final class Needs {

    private static final Set<String> SELECTIONS = Set.of("spans", "has", "count");
    private static final Set<String> ORDERS = Set.of("under", "calls", "precededBy", "followedBy");
    private static final Set<String> TEXT_TESTS = Set.of("contains", "startsWith", "endsWith");
    private static final Set<String> TRUE_OF_NOTHING = Set.of("all", "none");

    private Needs() {}

    /** Of a whole rule; null where any span may matter. */
    public static @Nullable Need of(Form form) {
        if (form instanceof Form.Invariant invariant) {
            return invariant.subject() instanceof Form.Constant ? ofNever(invariant) : truth(invariant.subject());
        }
        return form instanceof Form.Expansion expansion ? of(expansion.body()) : truth(form);
    }

    /** One of the conditions must be true. */
    private static @Nullable Need ofNever(Form.Invariant invariant) {
        Need need = new Need(Set.of(), Set.of(), Set.of());
        for (Form.Clause clause : invariant.clauses()) {
            need = clause.always() ? null : either(need, truth(clause.condition()));
        }
        return need;
    }

    private static @Nullable Need truth(Form form) {
        if (form instanceof Form.Expansion expansion) {
            return truth(expansion.body());
        }
        if (form instanceof Form.Call call) {
            return call.target() == null ? ofFunction(call) : ofMethod(call, call.target());
        }
        return form instanceof Form.Binary binary ? ofBinary(binary) : value(form);
    }

    private static @Nullable Need ofFunction(Form.Call call) {
        List<Form> arguments = call.arguments();
        if (SELECTIONS.contains(call.name()) || call.name().equals("sequence")) {
            return arguments.stream().map(Needs::selected).reduce(null, Needs::any);
        }
        boolean test = call.name().equals("matches") || call.name().equals("contains");
        return test ? value(arguments.get(0)) : null;
    }

    /** What must be there for a selector to find anything. */
    private static @Nullable Need selected(Form selector) {
        if (selector instanceof Form.Constant constant) {
            return constant.value() instanceof String glob ? Need.ofGlob(glob) : null;
        }
        return truth(selector instanceof Form.Lambda lambda ? lambda.body() : selector);
    }

    private static @Nullable Need ofMethod(Form.Call call, Form target) {
        return switch (target.type()) {
            case SPAN -> ofSpan(call);
            case SPANSET, GROUPS -> TRUE_OF_NOTHING.contains(call.name()) ? null : ofSet(call, target);
            case ANY, STRING -> TEXT_TESTS.contains(call.name()) ? value(target) : null;
            default -> null;
        };
    }

    private static @Nullable Need ofSpan(Form.Call call) {
        Form argument = call.arguments().get(0);
        if (ORDERS.contains(call.name())) {
            return selected(argument);
        }
        boolean key = call.name().equals("has")
                && argument instanceof Form.Constant constant
                && constant.value() instanceof String;
        return key ? Need.ofAttribute(List.of(text(argument))) : null;
    }

    private static String text(Form constant) {
        return String.valueOf(((Form.Constant) constant).value());
    }

    /** Nothing comes of an empty set, nor of one in which nothing is as it is asked for. */
    private static @Nullable Need ofSet(Form.Call call, Form target) {
        boolean filters = call.name().equals("where") || call.name().equals("any");
        Need ofTarget = truth(target);
        return filters && call.arguments().size() == 1 && target.type() == Type.SPANSET
                ? any(ofTarget, selected(call.arguments().get(0)))
                : ofTarget;
    }

    private static @Nullable Need ofBinary(Form.Binary binary) {
        Form left = binary.left();
        Form right = binary.right();
        return switch (binary.operator()) {
            case AND, ABOVE, BELOW, BEFORE, BOTH -> any(truth(left), truth(right));
            case OR, EITHER -> either(truth(left), truth(right));
            case SUBTRACT -> binary.type() == Type.SPANSET ? truth(left) : null;
            case EQ -> ofEquality(left, right);
            case GT, GE -> ofOrder(left, right, binary.operator() == Operator.GT);
            case LT, LE -> ofOrder(right, left, binary.operator() == Operator.LT);
            case IN, STARTS, ENDS -> value(left);
            default -> null;
        };
    }

    private static @Nullable Need ofEquality(Form left, Form right) {
        if (right instanceof Form.Constant constant && constant.value() != null) {
            boolean named = left instanceof Form.Property property
                    && property.name().equals("name")
                    && property.target().type() == Type.SPAN;
            return named && constant.value() instanceof String name ? Need.ofName(name) : value(left);
        }
        return left instanceof Form.Constant && !(right instanceof Form.Constant) ? ofEquality(right, left) : null;
    }

    /** Nothing is larger or smaller than what is not there, and to count more than none there must be one. */
    private static @Nullable Need ofOrder(Form larger, Form smaller, boolean strict) {
        if (smaller instanceof Form.Constant constant && constant.value() instanceof Number number) {
            boolean positive = strict ? number.doubleValue() >= 0 : number.doubleValue() > 0;
            boolean counts = larger.type() == Type.NUMBER && larger instanceof Form.Call;
            return counts ? (positive ? truth(larger) : null) : value(larger);
        }
        return any(value(larger), value(smaller));
    }

    /** What must be there for a value not to be missing. */
    private static @Nullable Need value(Form form) {
        if (form instanceof Form.Attribute attribute) {
            return isOfSpan(attribute.target()) ? Need.ofAttribute(attribute.path()) : null;
        }
        return form instanceof Form.Expansion expansion ? value(expansion.body()) : null;
    }

    private static boolean isOfSpan(Form target) {
        return target.type() == Type.SPAN
                || target instanceof Form.Property property
                        && property.type() == Type.ATTRIBUTES
                        && property.target().type() == Type.SPAN;
    }

    /** Of what must both be true, the first that is known. */
    private static @Nullable Need any(@Nullable Need one, @Nullable Need other) {
        return one == null ? other : one;
    }

    /** Of what may each be true. */
    private static @Nullable Need either(@Nullable Need one, @Nullable Need other) {
        return one == null || other == null ? null : one.or(other);
    }
}
