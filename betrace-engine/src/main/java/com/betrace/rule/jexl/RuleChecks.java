package com.betrace.rule.jexl;

import com.betrace.rule.RuleLimits;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Operator;
import com.betrace.rule.form.Reads;
import com.betrace.rule.form.Type;
import java.util.HashSet;
import java.util.Set;

/** Checks of the whole rule, once every name is known. */
final class RuleChecks {

    private static final Set<Type> YIELDED =
            Set.of(Type.BOOL, Type.SPAN, Type.SPANSET, Type.GROUPS, Type.INVARIANT, Type.ANY);

    private final Issues issues;
    private final RuleLimits limits;

    RuleChecks(Issues issues, RuleLimits limits) {
        this.issues = issues;
        this.limits = limits;
    }

    void check(Form form, Reads reads) {
        checkYield(form, form, reads);
        if (!reads.any() && !issues.hasErrors()) {
            issues.error(
                    "reads-nothing",
                    form.origin(),
                    "the expression reads no span and no trace, so it judges nothing;"
                            + " start with span, trace, spans(..) or when(..)");
        }
        checkNesting(form, 0);
        checkGuards(form, new HashSet<>());
        form.visit(this::hintAt);
    }

    private void checkYield(Form form, Form whole, Reads reads) {
        Type type = form.type();
        if (form instanceof Form.Broken) {
            return;
        }
        if (form == whole && cannotBeYielded(form) && !(type == Type.ANY && issues.hasErrors())) {
            issues.error(
                    "wrong-result",
                    form.origin(),
                    "the rule yields " + (type == Type.ANY ? "a computed value" : type.phrase())
                            + "; expected a condition, a span, a span set, groups or when(..)");
            return;
        }
        if (form instanceof Form.Binary binary && isLogical(binary.operator())) {
            checkOperands(binary, whole, reads);
            return;
        }
        if (form instanceof Form.Conditional conditional) {
            checkYield(conditional.yes(), whole, reads);
            checkYield(conditional.no(), whole, reads);
            return;
        }
        if (type == Type.GROUPS) {
            checkGroups(form, reads);
        }
    }

    /** True of what can only be a number, a string or the like. An attribute is none of these: its truth counts. */
    private static boolean cannotBeYielded(Form form) {
        if (form instanceof Form.Expansion expansion) {
            return cannotBeYielded(expansion.body());
        }
        if (form instanceof Form.Conditional conditional) {
            return cannotBeYielded(conditional.yes()) && cannotBeYielded(conditional.no());
        }
        if (form instanceof Form.Binary binary && binary.operator().isArithmetic()) {
            return binary.type() != Type.SPANSET;
        }
        boolean computed = form instanceof Form.Unary unary
                && (unary.operator() == Operator.NEGATE || unary.operator() == Operator.PLUS);
        return computed || !YIELDED.contains(form.type());
    }

    private static boolean isLogical(Operator operator) {
        return operator == Operator.AND
                || operator == Operator.OR
                || operator == Operator.ELVIS
                || operator == Operator.COALESCE;
    }

    private void checkOperands(Form.Binary binary, Form whole, Reads reads) {
        checkYield(binary.left(), whole, reads);
        checkYield(binary.right(), whole, reads);
        if (binary.operator() == Operator.AND
                && binary.left().type().namesSpans()
                && !binary.right().type().namesSpans()
                && !reads.readsSpan()) {
            issues.hint(
                    "offenders-lost",
                    binary.left().origin(),
                    "'a && b' yields b, so the spans of "
                            + binary.left().origin().text() + " are not named; write the condition first to name them",
                    null);
        }
    }

    private void checkGroups(Form form, Reads reads) {
        if (reads.readsSpan()) {
            issues.error(
                    "groups-per-span",
                    form.origin(),
                    "a rule that reads span is judged per span and cannot yield groups;"
                            + " write .any(..), or a rule without span");
        } else if (form instanceof Form.Call call && call.name().equals("groupBy")) {
            issues.hint(
                    "every-group", form.origin(), "every group is a violation; add .where(g -> ..) to choose", null);
        }
    }

    /** Lambdas over the whole trace inside one another multiply. One that reads nothing around it is run only once. */
    private void checkNesting(Form form, int depth) {
        if (form instanceof Form.Call call && isQuantifier(call)) {
            for (Form argument : call.arguments()) {
                if (argument instanceof Form.Lambda lambda) {
                    int inside = isClosed(lambda) ? 1 : depth + 1;
                    if (inside > limits.maxQuantifiers()) {
                        issues.error(
                                "too-many-quantifiers",
                                lambda.origin(),
                                "lambdas over the whole trace nest more than " + limits.maxQuantifiers() + " deep");
                        return;
                    }
                    checkNesting(lambda.body(), inside);
                } else {
                    checkNesting(argument, depth);
                }
            }
            if (call.target() != null) {
                checkNesting(call.target(), depth);
            }
            return;
        }
        form.parts().forEach(part -> checkNesting(part, depth));
    }

    private static boolean isQuantifier(Form.Call call) {
        return call.target() == null
                ? call.name().equals("spans")
                        || call.name().equals("has")
                        || call.name().equals("count")
                        || call.name().equals("sequence")
                : call.target().type() == Type.SPAN && !call.name().equals("anyAttribute")
                        || call.target().type() == Type.SPANSET && isOfWholeTrace(call.target());
    }

    /** Sets that start from a span's relatives are small. */
    private static boolean isOfWholeTrace(Form set) {
        if (set instanceof Form.Property property) {
            return property.target().type() == Type.TRACE;
        }
        if (set instanceof Form.Call call && call.target() != null) {
            return isOfWholeTrace(call.target());
        }
        return !(set instanceof Form.Reference);
    }

    private static boolean isClosed(Form.Lambda lambda) {
        Set<Form.Parameter> own = new HashSet<>();
        boolean[] open = {false};
        lambda.visit(form -> {
            if (form instanceof Form.Lambda inner) {
                own.addAll(inner.parameters());
            } else if (form instanceof Form.CurrentSpan) {
                open[0] = true;
            } else if (form instanceof Form.Reference reference && !own.contains(reference.parameter())) {
                open[0] = true;
            }
        });
        return !open[0];
    }

    /** Hints at tests that a missing value passes, unless something before them asks whether it is there. */
    private void checkGuards(Form form, Set<String> guarded) {
        if (form instanceof Form.Binary binary && binary.operator() == Operator.AND) {
            checkGuards(binary.left(), guarded);
            Set<String> more = new HashSet<>(guarded);
            addGuards(binary.left(), more);
            checkGuards(binary.right(), more);
            return;
        }
        if (form instanceof Form.Call call
                && call.arguments().size() == 2
                && call.arguments().get(0) instanceof Form.Lambda first) {
            Set<String> more = new HashSet<>(guarded);
            addGuards(first.body(), more);
            call.parts().forEach(part -> checkGuards(part, part == first ? guarded : more));
            return;
        }
        if (form instanceof Form.Binary test && test.operator().isNegatedTest()) {
            checkMissing(test, guarded);
        }
        form.parts().forEach(part -> checkGuards(part, guarded));
    }

    private void checkMissing(Form.Binary test, Set<String> guarded) {
        if (isNull(test.left()) || isNull(test.right())) {
            return;
        }
        Form.Attribute attribute = test.left() instanceof Form.Attribute left
                ? left
                : test.right() instanceof Form.Attribute right ? right : null;
        boolean againstFixed = test.left() instanceof Form.Constant
                || test.right() instanceof Form.Constant
                || test.right() instanceof Form.Literal;
        if (attribute != null && againstFixed && !guarded.contains(guard(attribute))) {
            issues.hint(
                    "true-if-missing",
                    test.origin(),
                    "'" + test.operator().symbol() + "' is true where '" + attribute.key() + "' is missing; write "
                            + attribute.target().origin().text() + ".has('" + attribute.key()
                            + "') && .. to leave those out",
                    null);
        }
    }

    private static boolean isNull(Form form) {
        return form instanceof Form.Constant constant && constant.value() == null;
    }

    private static void addGuards(Form form, Set<String> guards) {
        if (form instanceof Form.Binary binary && binary.operator() == Operator.AND) {
            addGuards(binary.left(), guards);
            addGuards(binary.right(), guards);
        } else if (form instanceof Form.Call call
                && call.name().equals("has")
                && call.target() != null
                && call.arguments().get(0) instanceof Form.Constant key) {
            guards.add(call.target().origin().text() + " " + key.value());
        } else if (form instanceof Form.Binary test
                && test.operator() == Operator.NE
                && test.left() instanceof Form.Attribute attribute
                && isNull(test.right())) {
            guards.add(guard(attribute));
        } else if (form instanceof Form.Attribute attribute) {
            guards.add(guard(attribute));
        }
    }

    private static String guard(Form.Attribute attribute) {
        return attribute.target().origin().text() + " " + attribute.key();
    }

    private void hintAt(Form form) {
        if (!(form instanceof Form.Binary binary)) {
            return;
        }
        if (binary.operator() == Operator.SUBTRACT
                && binary.left() instanceof Form.Attribute attribute
                && binary.right() instanceof Form.Broken) {
            issues.hint(
                    "dash-in-name",
                    form.origin(),
                    "'-' subtracts; for the attribute write "
                            + attribute.target().origin().text() + "['" + attribute.key() + "-"
                            + binary.right().origin().text() + "']",
                    null);
        }
        if (binary.operator().isOrdering()) {
            hintAtClock(binary, "compared");
        } else if (binary.operator() == Operator.SUBTRACT) {
            hintAtClock(binary, "subtracted");
        }
    }

    private void hintAtClock(Form.Binary times, String done) {
        if (times.left().type() == Type.INSTANT
                && times.right().type() == Type.INSTANT
                && !spanOf(times.left()).equals(spanOf(times.right()))) {
            issues.hint(
                    "exact-times",
                    times.origin(),
                    "times of two spans are " + done + " as measured; precededBy(..), followedBy(..)"
                            + " and >>> allow for clock skew",
                    null);
        }
    }

    /** The parameter whose time is read, else how its span is written. */
    private static Object spanOf(Form form) {
        if (form instanceof Form.Property property && property.target() instanceof Form.Reference reference) {
            return reference.parameter();
        }
        return form instanceof Form.Property property
                ? property.target().origin().text()
                : form.origin().text();
    }
}
