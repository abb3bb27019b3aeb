package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.form.Operator;
import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Numbers;
import com.betrace.spelling.Suggestions;
import java.util.Set;

/** Warns of comparisons that can never hold, because the types of the two sides do not go together. */
final class PointlessComparisons {

    private static final String NEVER_EQUAL = "never-equal";

    private final Issues issues;

    PointlessComparisons(Issues issues) {
        this.issues = issues;
    }

    void check(Operator operator, Form left, Form right) {
        checkSides(operator, left, right);
        checkSides(operator, right, left);
    }

    private void checkSides(Operator operator, Form known, Form value) {
        checkChoice(known, value);
        checkNumber(known, value);
        if (operator.isEquality()) {
            checkTruth(known, value);
        } else if (known.type() == Type.BOOL && (value.type() == Type.NUMBER || value.type() == Type.STRING)) {
            issues.warning(
                    "never-true",
                    known.origin(),
                    known.origin().text() + " is true or false, which have no order",
                    null);
        }
    }

    /** A number that is compared with a text that is none. */
    private void checkNumber(Form number, Form value) {
        if (number.type() != Type.NUMBER
                || !(value instanceof Form.Constant constant)
                || !(constant.value() instanceof String text)
                || Numbers.parse(text) != null) {
            return;
        }
        String instead = Durations.parse(text) == null ? "" : "; compare a duration with it, such as span.duration";
        issues.warning(
                "never-true",
                value.origin(),
                number.origin().text() + " is a number, '" + text + "' is not" + instead,
                null);
    }

    /** A boolean that is compared with what can be none. */
    private void checkTruth(Form truth, Form value) {
        boolean text = value instanceof Form.Constant constant
                && constant.value() instanceof String word
                && !word.equalsIgnoreCase("true")
                && !word.equalsIgnoreCase("false");
        boolean reported = truth instanceof Form.Unary not && not.operator() == Operator.NOT;
        if (truth.type() == Type.BOOL && !reported && (text || value.type() == Type.NUMBER)) {
            issues.warning(
                    NEVER_EQUAL,
                    value.origin(),
                    truth.origin().text() + " is true or false, never " + shown(value),
                    null);
        }
    }

    /** A property with few values that is compared with another. */
    void checkChoice(Form property, Form value) {
        if (!(property instanceof Form.Property known)
                || !(value instanceof Form.Constant constant)
                || !(constant.value() instanceof String || constant.value() instanceof Number)) {
            return;
        }
        Set<String> choices = Vocabulary.choices(known.name());
        String text = String.valueOf(constant.value());
        if (!choices.isEmpty() && !choices.contains(text)) {
            issues.warning(
                    NEVER_EQUAL,
                    value.origin(),
                    known.name() + " is never " + shown(value) + ", only one of " + String.join(" ", choices),
                    Suggestions.nearest(text, choices));
        }
    }

    private static String shown(Form form) {
        return form instanceof Form.Constant constant && constant.value() instanceof String
                ? "'" + constant.value() + "'"
                : form.origin().text();
    }
}
