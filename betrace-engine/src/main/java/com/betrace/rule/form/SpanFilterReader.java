package com.betrace.rule.form;

import com.betrace.rule.form.SpanFilter.Answer;
import com.betrace.rule.form.SpanFilter.Test;
import com.betrace.rule.value.Globs;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Reads forms as what a {@link SpanFilter} can tell of them. */
final class SpanFilterReader {

    private static final Test NOTHING_KNOWN = SpanFilter.NOTHING_KNOWN;

    private static final Map<Operator, FilterValues.Comparison> COMPARISONS = new HashMap<>();

    static {
        COMPARISONS.put(Operator.EQ, FilterValues::equal);
        COMPARISONS.put(
                Operator.NE, (left, right) -> FilterValues.equal(left, right).negated());
        COMPARISONS.put(Operator.LT, FilterValues::less);
        COMPARISONS.put(Operator.GT, (left, right) -> FilterValues.less(right, left));
        COMPARISONS.put(Operator.LE, FilterValues::lessOrEqual);
        COMPARISONS.put(Operator.GE, (left, right) -> FilterValues.lessOrEqual(right, left));
        COMPARISONS.put(Operator.STARTS, FilterValues::startsWith);
        COMPARISONS.put(
                Operator.NOT_STARTS,
                (left, right) -> FilterValues.startsWith(left, right).negated());
        COMPARISONS.put(Operator.ENDS, FilterValues::endsWith);
        COMPARISONS.put(
                Operator.NOT_ENDS,
                (left, right) -> FilterValues.endsWith(left, right).negated());
    }

    private final Predicate<Form> subject;

    /** @param subject which forms stand for the span */
    SpanFilterReader(Predicate<Form> subject) {
        this.subject = subject;
    }

    /** Of an operator that compares. */
    static FilterValues.Comparison comparison(Operator operator) {
        return Objects.requireNonNull(COMPARISONS.get(operator));
    }

    /** Whether a span would be selected: it has the name, and all lambdas hold of it. */
    static Test selection(Form.Call call) {
        Test test = span -> Answer.YES;
        for (Form argument : call.arguments()) {
            Test next = selector(argument);
            if (next == NOTHING_KNOWN) {
                return NOTHING_KNOWN;
            }
            test = logical(test, next, Answer.NO);
        }
        return test;
    }

    private static Test selector(Form selector) {
        if (selector instanceof Form.Constant constant && constant.value() instanceof String glob) {
            return Globs.isLiteral(glob) ? span -> Answer.of(span.name().equals(glob)) : NOTHING_KNOWN;
        }
        return selector instanceof Form.Lambda lambda
                ? new SpanFilterReader(form -> form instanceof Form.Reference reference
                                && reference.parameter() == lambda.parameters().get(0))
                        .test(lambda.body())
                : NOTHING_KNOWN;
    }

    Test test(Form form) {
        if (form instanceof Form.Binary binary) {
            return binary(binary);
        }
        if (form instanceof Form.Unary unary && unary.operator() == Operator.NOT) {
            Test operand = test(unary.operand());
            return span -> operand.of(span).negated();
        }
        if (form instanceof Form.Conditional conditional) {
            return conditional(test(conditional.test()), test(conditional.yes()), test(conditional.no()));
        }
        if (form instanceof Form.Call call) {
            return has(call);
        }
        FilterValues.Value value = FilterValues.of(form, subject);
        return value == null ? NOTHING_KNOWN : span -> FilterValues.truth(value.of(span));
    }

    private Test binary(Form.Binary binary) {
        return switch (binary.operator()) {
            case AND -> logical(test(binary.left()), test(binary.right()), Answer.NO);
            case OR -> logical(test(binary.left()), test(binary.right()), Answer.YES);
            case IN, NOT_IN -> membership(binary);
            default -> comparison(binary);
        };
    }

    /** The right one counts only where the left one does not decide. */
    private static Test logical(Test left, Test right, Answer deciding) {
        return span -> {
            Answer first = left.of(span);
            return first == deciding || first == Answer.UNKNOWN ? first : right.of(span);
        };
    }

    private static Test conditional(Test test, Test yes, Test no) {
        return span -> switch (test.of(span)) {
            case YES -> yes.of(span);
            case NO -> no.of(span);
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    private Test comparison(Form.Binary binary) {
        Test ofDuration = FilterDurations.test(binary, subject);
        if (ofDuration != null) {
            return ofDuration;
        }
        FilterValues.Comparison comparison = COMPARISONS.get(binary.operator());
        FilterValues.Value left = FilterValues.of(binary.left(), subject);
        FilterValues.Value right = FilterValues.of(binary.right(), subject);
        return comparison == null || left == null || right == null
                ? NOTHING_KNOWN
                : span -> comparison.of(left.of(span), right.of(span));
    }

    private Test membership(Form.Binary binary) {
        FilterValues.Value value = FilterValues.of(binary.left(), subject);
        FilterMembers members = FilterMembers.of(binary.right());
        if (value == null || members == null) {
            return NOTHING_KNOWN;
        }
        return binary.operator() == Operator.IN
                ? span -> members.have(value.of(span))
                : span -> members.have(value.of(span)).negated();
    }

    private Test has(Form.Call call) {
        boolean ofSpan = call.target() != null
                && subject.test(call.target())
                && call.name().equals("has")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Form.Constant constant
                && constant.value() instanceof String;
        if (!ofSpan) {
            return NOTHING_KNOWN;
        }
        String key = (String) ((Form.Constant) call.arguments().get(0)).value();
        return span -> Answer.of(FilterValues.attribute(span, String.valueOf(key)) != null);
    }
}
