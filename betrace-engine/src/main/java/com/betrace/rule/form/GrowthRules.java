package com.betrace.rule.form;

import com.betrace.rule.Growth;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What more spans of the trace can do to the value of a form. For a number, a duration or a set, growing means that it can
 * only become larger; for anything that counts as true, that it can only become true.
 */
public final class GrowthRules {

    private static final Set<String> GROWING_RELATIVES = Set.of("children", "descendants", "ancestors", "siblings");
    private static final Set<String> GROWING_TESTS = Set.of("under", "calls", "precededBy", "followedBy");
    private static final Set<String> GROWING_OF_TRACE = Set.of("spans", "errors", "duration", "depth", "services");
    private static final Set<String> GROWING_WITH_SELECTORS = Set.of("spans", "has", "count", "sequence");

    private final Map<Form, Growth> known = new IdentityHashMap<>();

    private GrowthRules() {}

    /** The class of a whole rule. */
    public static Growth of(Form form) {
        return new GrowthRules().growth(form);
    }

    private Growth growth(Form form) {
        Growth before = known.get(form);
        if (before == null) {
            before = compute(form);
            known.put(form, before);
        }
        return before;
    }

    private Growth compute(Form form) {
        if (form instanceof Form.Constant || form instanceof Form.CurrentSpan || form instanceof Form.Reference) {
            return Growth.FIXED;
        }
        if (form instanceof Form.CurrentTrace || form instanceof Form.CurrentGroup) {
            return Growth.OPEN;
        }
        if (form instanceof Form.Property property) {
            return ofProperty(property);
        }
        if (form instanceof Form.Call call) {
            return ofCall(call);
        }
        if (form instanceof Form.Unary unary) {
            return ofUnary(unary);
        }
        if (form instanceof Form.Binary binary) {
            return ofBinary(binary);
        }
        if (form instanceof Form.Lambda lambda) {
            return growth(lambda.body());
        }
        if (form instanceof Form.Expansion expansion) {
            return growth(expansion.body());
        }
        if (form instanceof Form.Invariant invariant) {
            return ofInvariant(invariant);
        }
        return onlyFixed(form.parts());
    }

    /** Fixed where all parts are, else open. */
    private Growth onlyFixed(List<Form> parts) {
        return parts.stream().allMatch(part -> growth(part) == Growth.FIXED) ? Growth.FIXED : Growth.OPEN;
    }

    private Growth all(List<Form> parts) {
        return parts.stream().map(this::growth).reduce(Growth.FIXED, Growth::and);
    }

    private Growth ofProperty(Form.Property property) {
        Type owner = property.target().type();
        if (owner == Type.TRACE) {
            return property.name().equals("id")
                    ? Growth.FIXED
                    : GROWING_OF_TRACE.contains(property.name()) ? Growth.GROWING : Growth.OPEN;
        }
        if (growth(property.target()) != Growth.FIXED) {
            return Growth.OPEN;
        }
        if (owner == Type.SPAN && GROWING_RELATIVES.contains(property.name())) {
            return Growth.GROWING;
        }
        return owner == Type.SPAN && Vocabulary.RELATIVES.contains(property.name()) || owner == Type.GROUP
                ? Growth.OPEN
                : Growth.FIXED;
    }

    private Growth ofCall(Form.Call call) {
        Form target = call.target();
        Growth arguments = all(call.arguments());
        if (target == null) {
            return GROWING_WITH_SELECTORS.contains(call.name()) ? grownBy(arguments) : ofFunction(call);
        }
        if (target.type() == Type.SPAN && GROWING_TESTS.contains(call.name())) {
            return grownBy(growth(target).and(arguments));
        }
        if (target.type() == Type.SPANSET) {
            return ofSet(call, growth(target), arguments);
        }
        return target.type() == Type.GROUPS ? Growth.OPEN : onlyFixed(call.parts());
    }

    /** Over lists that are read from spans, a function is as fixed as what it reads; a list that grows keeps its items. */
    private Growth ofFunction(Form.Call call) {
        if (call.name().equals("some") && growth(call.arguments().get(0)).grows()) {
            return all(call.arguments());
        }
        return onlyFixed(call.arguments());
    }

    private Growth ofSet(Form.Call call, Growth set, Growth arguments) {
        return switch (call.name()) {
            case "where", "any" -> set.and(arguments);
            case "count", "spread", "maxConcurrent", "children", "descendants", "ancestors" -> set;
            default -> onlyFixed(call.parts());
        };
    }

    private static Growth grownBy(Growth parts) {
        return parts.grows() ? Growth.GROWING : Growth.OPEN;
    }

    private Growth ofUnary(Form.Unary unary) {
        Growth operand = growth(unary.operand());
        return switch (unary.operator()) {
            case NOT, NEGATE -> operand.negated();
            case EMPTY -> isMeasured(unary.operand()) ? operand.negated() : fixedOrOpen(operand);
            case SIZE -> isMeasured(unary.operand()) ? operand : fixedOrOpen(operand);
            default -> operand;
        };
    }

    private static boolean isMeasured(Form form) {
        return form.type() == Type.SPANSET || form.type() == Type.LIST;
    }

    private static Growth fixedOrOpen(Growth growth) {
        return growth == Growth.FIXED ? Growth.FIXED : Growth.OPEN;
    }

    private Growth ofBinary(Form.Binary binary) {
        Growth left = growth(binary.left());
        Growth right = growth(binary.right());
        return switch (binary.operator()) {
            case AND, OR, ABOVE, BELOW, BEFORE, BOTH, EITHER -> left.and(right);
            case GT, GE -> compared(left, right);
            case LT, LE -> compared(right, left);
            case SUBTRACT -> binary.type() == Type.SPANSET ? left.and(right.negated()) : fixedOrOpen(left.and(right));
            default -> fixedOrOpen(left.and(right));
        };
    }

    /** A measure that is larger than a fixed value stays larger. */
    private static Growth compared(Growth larger, Growth smaller) {
        if (smaller == Growth.FIXED) {
            return larger;
        }
        return larger == Growth.FIXED ? smaller.negated() : Growth.OPEN;
    }

    private Growth ofInvariant(Form.Invariant invariant) {
        Growth whole = growth(invariant.subject());
        for (Form.Clause clause : invariant.clauses()) {
            Growth condition = growth(clause.condition());
            whole = whole.and(clause.always() ? condition.negated() : condition);
        }
        return whole;
    }
}
