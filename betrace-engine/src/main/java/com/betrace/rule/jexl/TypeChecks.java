package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.form.Operator;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Type;
import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Patterns;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of operators, and complaints about operands that can never go together. */
final class TypeChecks {

    private static final Set<Type> COMPARABLE =
            Set.of(Type.BOOL, Type.NUMBER, Type.STRING, Type.DURATION, Type.INSTANT, Type.ANY, Type.NULL);

    /** Of all patterns of a rule; compiling them takes some 20 ms. */
    private static final long MAX_SIZE_OF_PATTERNS = 10 * Patterns.MAX_SIZE;

    private final Issues issues;
    private final PointlessComparisons pointless;
    private long sizeOfPatterns;

    TypeChecks(Issues issues) {
        this.issues = issues;
        this.pointless = new PointlessComparisons(issues);
    }

    Form unary(Origin at, Operator operator, Form operand) {
        Type type = operand.type();
        if (operator == Operator.NOT || operator == Operator.EMPTY) {
            return new Form.Unary(at, Type.BOOL, operator, operand);
        }
        if (operator == Operator.SIZE) {
            if (type == Type.NUMBER || type == Type.BOOL || type == Type.DURATION || type == Type.SPAN) {
                issues.error(
                        "type-mismatch",
                        operand.origin(),
                        "size(..) takes a string, list, map or set, not " + type.phrase());
            }
            return new Form.Unary(at, Type.NUMBER, operator, operand);
        }
        if (type != Type.NUMBER && type != Type.DURATION && !type.isUnknown()) {
            issues.error(
                    "type-mismatch",
                    operand.origin(),
                    "'" + operator.symbol() + "' takes a number, not " + type.phrase());
        }
        return new Form.Unary(at, type, operator, operand);
    }

    Form binary(Origin at, Operator operator, Form left, Form right) {
        return new Form.Binary(at, type(at, operator, left, right), operator, left, right);
    }

    private Type type(Origin at, Operator operator, Form left, Form right) {
        if (operator == Operator.AND) {
            return right.type().namesSpans() ? right.type() : Type.BOOL;
        }
        if (operator == Operator.OR) {
            return left.type() == right.type() && left.type().namesSpans() ? left.type() : Type.BOOL;
        }
        if (operator == Operator.COALESCE) {
            return left.type().or(right.type());
        }
        if (operator.isOfSets()) {
            return setOperation(operator, left, right);
        }
        if (operator.isMatch()) {
            checkMatch(operator, left, right);
            return Type.BOOL;
        }
        if (operator.isTest()) {
            checkComparison(operator, left, right);
            return Type.BOOL;
        }
        return arithmetic(at, operator, left, right);
    }

    private Type setOperation(Operator operator, Form left, Form right) {
        if (left instanceof Form.Unary not && not.operator() == Operator.NOT) {
            issues.error(
                    "negation-binds-first",
                    left.origin(),
                    "'!' binds before '" + operator.symbol() + "'; write !(a " + operator.symbol() + " b)");
            return Type.ANY;
        }
        Type result = Type.SPANSET;
        for (Form side : new Form[] {left, right}) {
            if (side.type() != Type.SPANSET && !(side instanceof Form.Broken)) {
                String instead = operator == Operator.BOTH
                        ? "; for conditions write &&"
                        : operator == Operator.EITHER ? "; for conditions write ||" : "; for one span write spans(..)";
                issues.error(
                        "not-a-span-set",
                        side.origin(),
                        "'" + operator.symbol() + "' takes span sets, not "
                                + side.type().phrase() + instead);
                result = Type.ANY;
            }
        }
        return result;
    }

    private void checkMatch(Operator operator, Form left, Form right) {
        if (right.type() == Type.NUMBER || right.type() == Type.BOOL || right.type() == Type.DURATION) {
            issues.error(
                    "type-mismatch",
                    right.origin(),
                    "'" + operator.symbol() + "' takes "
                            + (isMembership(operator) ? "a pattern, a list or a range" : "a string")
                            + " on its right, not "
                            + right.type().phrase());
        }
        if (isMembership(operator)
                && right instanceof Form.Constant constant
                && constant.value() instanceof String pattern) {
            checkPattern(right.origin(), pattern);
        }
        if (isMembership(operator) && right instanceof Form.Literal list && list.type() == Type.LIST) {
            list.parts().forEach(item -> pointless.checkChoice(left, item));
        }
        if (left.type().isList() || left.type() == Type.SPANSET) {
            issues.error(
                    "type-mismatch",
                    left.origin(),
                    "'" + operator.symbol() + "' takes one value on its left, not "
                            + left.type().phrase() + "; write some(list, x -> x =~ ..)");
        }
    }

    private static boolean isMembership(Operator operator) {
        return operator == Operator.IN || operator == Operator.NOT_IN;
    }

    private void checkPattern(Origin at, String pattern) {
        if (sizeOfPatterns > MAX_SIZE_OF_PATTERNS) {
            return;
        }
        try {
            sizeOfPatterns += Patterns.compile(pattern).size();
        } catch (IllegalArgumentException e) {
            issues.error("bad-pattern", at, "not a regular expression: " + e.getMessage());
        }
        if (sizeOfPatterns > MAX_SIZE_OF_PATTERNS) {
            issues.error(
                    "patterns-too-large",
                    at,
                    "with this one the patterns of the rule take about " + sizeOfPatterns + " instructions, at most "
                            + MAX_SIZE_OF_PATTERNS + " are allowed");
        }
    }

    private void checkComparison(Operator operator, Form left, Form right) {
        checkPair(operator, left, right);
        checkPair(operator, right, left);
        pointless.check(operator, left, right);
    }

    /** Complaints about {@code form} given the other side. */
    private void checkPair(Operator operator, Form other, Form form) {
        Type type = form.type();
        if (other.type() == Type.DURATION && type == Type.NUMBER) {
            issues.error(
                    "duration-against-number",
                    form.origin(),
                    "a duration is compared with a plain number; write " + asDuration(form)
                            + (isOfSpan(other) ? ", or compare durationMs" : ""));
        } else if (other.type() == Type.DURATION && isTextWithoutDuration(form)) {
            issues.error(
                    "not-a-duration",
                    form.origin(),
                    text(form) + " is not a duration; expected a number and ns, us, ms, s, m or h"
                            + ", such as '500ms'");
        } else if (other.type() == Type.INSTANT
                && (type == Type.NUMBER || type == Type.STRING || type == Type.DURATION)) {
            issues.error(
                    "type-mismatch",
                    form.origin(),
                    "a time is compared with " + type.phrase()
                            + "; compare it with another time, or their difference with a duration");
        } else if (type == Type.NULL && other.type() == Type.SPANSET) {
            issues.error(
                    "type-mismatch",
                    other.origin(),
                    "a span set is never null, only empty; write !x where it must be empty");
        } else if (!COMPARABLE.contains(type)
                && !(operator.isEquality() && type == other.type())
                && other.type() != Type.NULL
                && !(operator.isEquality() && other.type().isUnknown() && type != Type.SPANSET)) {
            issues.error(
                    "type-mismatch",
                    form.origin(),
                    type.phrase() + " cannot be compared by '" + operator.symbol() + "'"
                            + (type == Type.SPANSET ? "; did you mean its .count?" : ""));
        }
    }

    /** Only a span tells its duration as a plain number, too. */
    private static boolean isOfSpan(Form duration) {
        return duration instanceof Form.Property property && property.target().type() == Type.SPAN;
    }

    private static boolean isTextWithoutDuration(Form form) {
        return form instanceof Form.Constant constant
                && constant.value() instanceof String text
                && Durations.parse(text) == null;
    }

    private static String asDuration(Form form) {
        return form instanceof Form.Constant constant
                ? "'" + constant.value() + "ms' or '" + constant.value() + "s'"
                : "a duration such as '5s'";
    }

    private static String text(Form form) {
        return form instanceof Form.Constant constant && constant.value() instanceof String
                ? "'" + constant.value() + "'"
                : form.origin().text();
    }

    private Type arithmetic(Origin at, Operator operator, Form left, Form right) {
        Type a = left.type();
        Type b = right.type();
        if (operator == Operator.SUBTRACT && (a == Type.SPANSET || b == Type.SPANSET)) {
            return setOperation(operator, left, right);
        }
        checkTextAsDuration(operator, a, right);
        checkTextAsDuration(operator, b, left);
        if (operator == Operator.ADD && (a == Type.STRING || b == Type.STRING)) {
            return Type.STRING;
        }
        if (a.isUnknown() || b.isUnknown()) {
            return operator == Operator.ADD || operator == Operator.SUBTRACT ? Type.ANY : unknownResult(operator, a, b);
        }
        Type result = ofTimes(operator, a, b);
        if (result == null) {
            issues.error(
                    "type-mismatch",
                    at,
                    "'" + operator.symbol() + "' does not go with " + a.phrase() + " and " + b.phrase());
            return Type.ANY;
        }
        return result;
    }

    private static Type unknownResult(Operator operator, Type a, Type b) {
        boolean times = a == Type.DURATION
                || b == Type.DURATION
                || operator == Operator.MULTIPLY
                || operator == Operator.DIVIDE;
        return times ? Type.ANY : Type.NUMBER;
    }

    private void checkTextAsDuration(Operator operator, Type other, Form form) {
        if ((other == Type.DURATION || other == Type.INSTANT)
                && form.type() == Type.STRING
                && form instanceof Form.Constant constant
                && constant.value() instanceof String text
                && Durations.parse(text) != null) {
            issues.error(
                    "text-in-computation",
                    form.origin(),
                    "'" + operator.symbol() + "' takes the string '" + text + "' as text here; write duration('" + text
                            + "')");
        }
    }

    /** Null where the operator is not for these types. */
    private static @Nullable Type ofTimes(Operator operator, Type a, Type b) {
        boolean sum = operator == Operator.ADD || operator == Operator.SUBTRACT;
        if (isNumeric(a) && isNumeric(b)) {
            return Type.NUMBER;
        }
        if (a == Type.INSTANT && b == Type.INSTANT) {
            return operator == Operator.SUBTRACT ? Type.DURATION : null;
        }
        if (a == Type.INSTANT && b == Type.DURATION) {
            return sum ? Type.INSTANT : null;
        }
        if (a == Type.DURATION && b == Type.INSTANT) {
            return operator == Operator.ADD ? Type.INSTANT : null;
        }
        if (a == Type.DURATION && b == Type.DURATION) {
            return sum ? Type.DURATION : operator == Operator.DIVIDE ? Type.NUMBER : null;
        }
        if (a == Type.DURATION && isNumeric(b)) {
            return operator == Operator.MULTIPLY || operator == Operator.DIVIDE ? Type.DURATION : null;
        }
        return isNumeric(a) && b == Type.DURATION && operator == Operator.MULTIPLY ? Type.DURATION : null;
    }

    /** Strings from data may be numbers. */
    private static boolean isNumeric(Type type) {
        return type == Type.NUMBER || type == Type.STRING;
    }

    void range(Form.Literal range) {
        for (Form bound : range.parts()) {
            if (!bound.type().isUnknown() && bound.type() != Type.NUMBER
                    || bound instanceof Form.Constant constant && constant.value() instanceof Double) {
                issues.error(
                        "type-mismatch", bound.origin(), "a range goes from integer to integer, such as (500..599)");
            }
        }
    }

    void negationBinds(Operator operator, boolean isBareNegation, Form left) {
        if (isBareNegation
                && operator.isTest()
                && left instanceof Form.Unary not
                && !(not.operand().type() == Type.BOOL)) {
            issues.warning(
                    "negation-binds-first",
                    left.origin(),
                    "the negation applies to " + not.operand().origin().text() + " alone; write !(a "
                            + operator.symbol() + " b)",
                    null);
        }
    }
}
