package com.betrace.rule.jexl;

import com.betrace.model.Explanation;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Operator;
import com.betrace.rule.form.Type;
import com.betrace.rule.value.InvariantResult;
import com.betrace.rule.value.Misses.Miss;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.Sequences;
import com.betrace.rule.value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the typed form to the sub-expressions that made it true or false, and says their values. */
final class Deciders {

    private static final int MAX_VALUES = 12;
    private static final Set<String> MISSING_TESTS = Set.of("under", "calls", "precededBy", "followedBy");

    private final Recorder recorder;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private Form.@Nullable Call failedSequence;

    Deciders(Recorder recorder) {
        this.recorder = recorder;
    }

    List<Explanation.Value> values() {
        return values.entrySet().stream()
                .map(e -> new Explanation.Value(e.getKey(), e.getValue()))
                .toList();
    }

    List<String> missing() {
        return missing;
    }

    /** How far the first sequence got that should have happened; null where there is none. */
    @Nullable
    Miss missOfSequence(Scene scene) {
        Form.Call sequence = failedSequence;
        @Nullable Object[] steps = sequence == null ? null : recorder.stepsOf(sequence);
        return sequence == null || steps == null
                ? null
                : Sequences.closest(
                        scene,
                        sequence.arguments().stream().map(Deciders::selector).toList(),
                        steps);
    }

    void ofRule(Form form, @Nullable InvariantResult result) {
        if (!(form instanceof Form.Invariant invariant)
                || result == null
                || result.failures().isEmpty()) {
            decide(form, true);
            return;
        }
        decide(invariant.subject(), true);
        result.failures().forEach(failure -> {
            Form.Clause clause = invariant.clauses().get(failure.clause());
            Form condition = clause.condition() instanceof Form.Lambda lambda ? lambda.body() : clause.condition();
            decide(condition, !clause.always());
        });
    }

    private void decide(Form form, boolean truth) {
        if (form instanceof Form.Binary binary
                && (binary.operator() == Operator.AND || binary.operator() == Operator.OR)) {
            ofOperands(binary, truth);
        } else if (form instanceof Form.Unary unary && unary.operator() == Operator.NOT) {
            decide(unary.operand(), !truth);
        } else if (form instanceof Form.Conditional conditional) {
            boolean test = isTrue(conditional.test());
            decide(conditional.test(), test);
            decide(test ? conditional.yes() : conditional.no(), truth);
        } else if (form instanceof Form.Binary test && test.operator().isTest()) {
            value(test.left());
            value(test.right());
        } else if (form.type() == Type.SPANSET || form.type() == Type.GROUPS || isQuestion(form)) {
            ofSelection(form, truth);
        } else if (!(form instanceof Form.Constant) && !isFailedTest(form, truth)) {
            value(form);
        }
    }

    /** What a test of order or structure found missing is said by what is missing. */
    private static boolean isFailedTest(Form form, boolean truth) {
        return !truth
                && form instanceof Form.Call call
                && call.target() != null
                && call.target().type() == Type.SPAN
                && MISSING_TESTS.contains(call.name());
    }

    /** All operands of a true AND and a false OR decide, else the first that has the deciding truth. */
    private void ofOperands(Form.Binary binary, boolean truth) {
        boolean all = (binary.operator() == Operator.AND) == truth;
        List<Form> operands = operands(binary, binary.operator());
        for (Form operand : operands) {
            Recorder.Value value = recorder.valueOf(operand);
            if (all) {
                decide(operand, truth);
            } else if (value != null && Operators.truth(value.value()) == truth
                    || value == null && operand == operands.get(operands.size() - 1)) {
                decide(operand, truth);
                return;
            }
        }
    }

    private static List<Form> operands(Form form, Operator operator) {
        if (form instanceof Form.Binary binary && binary.operator() == operator) {
            List<Form> operands = new ArrayList<>(operands(binary.left(), operator));
            operands.addAll(operands(binary.right(), operator));
            return operands;
        }
        return List.of(form);
    }

    private boolean isTrue(Form form) {
        Recorder.Value value = recorder.valueOf(form);
        return value != null && Operators.truth(value.value());
    }

    private static boolean isQuestion(Form form) {
        return form instanceof Form.Call call
                && call.type() == Type.BOOL
                && (call.target() == null
                        || call.target().type() == Type.SPANSET
                        || call.target().type() == Type.GROUPS);
    }

    /** Why spans are in a set, or why there are none. */
    private void ofSelection(Form form, boolean truth) {
        if (form instanceof Form.Call call) {
            if (call.target() != null && call.target().type() == Type.SPANSET) {
                ofSelection(call.target(), truth);
            }
            if (!truth && call.target() == null) {
                missing.add(nothing(call));
                failedSequence = failedSequence == null && call.name().equals("sequence") ? call : failedSequence;
                return;
            }
            if (!truth) {
                value(call);
                return;
            }
            int before = values.size();
            call.arguments().stream()
                    .filter(argument -> argument instanceof Form.Lambda)
                    .forEach(argument -> decide(((Form.Lambda) argument).body(), true));
            if (values.size() == before && call.type() == Type.BOOL) {
                value(call); // a question about other spans than the one that is watched
            }
        } else if (form instanceof Form.Binary binary) {
            ofSelection(binary.left(), truth);
            ofSelection(binary.right(), truth);
        }
    }

    private static String nothing(Form.Call call) {
        String arguments = String.join(
                ", ", call.arguments().stream().map(Deciders::selector).toList());
        return switch (call.name()) {
            case "sequence" -> "the sequence " + arguments.replace(", ", ", then ") + " did not happen";
            case "spans", "has", "count" -> "there is no " + arguments;
            default -> call.origin().text() + " is not true";
        };
    }

    private static String selector(Form form) {
        return form instanceof Form.Constant constant
                ? String.valueOf(constant.value())
                : "span matching " + form.origin().text();
    }

    /** The value of a sub-expression that has one worth saying; of an unknown one, those of its parts. */
    private void value(Form form) {
        if (form instanceof Form.Literal
                || values.size() >= MAX_VALUES
                || values.containsKey(form.origin().text())) {
            return;
        }
        if (form instanceof Form.Constant constant) {
            if (!isWritten(constant)) {
                values.put(constant.origin().text(), Text.quoted(constant.value()));
            }
            return;
        }
        Recorder.Value known = recorder.valueOf(form);
        if (known != null && !(form instanceof Form.CurrentTrace)) {
            values.put(form.origin().text(), known.value() == null ? "missing" : Text.quoted(known.value()));
        }
        boolean computed = form instanceof Form.Binary binary && binary.operator() != Operator.COALESCE;
        if (computed || form instanceof Form.Unary) {
            form.parts().forEach(this::value);
        }
    }

    /** A literal says its value itself; a named constant does not. */
    private static boolean isWritten(Form.Constant constant) {
        String text = constant.origin().text();
        return !(text.startsWith("param.") || text.startsWith("list.") || text.startsWith("lookup."));
    }
}
