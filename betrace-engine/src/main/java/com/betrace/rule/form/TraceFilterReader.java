package com.betrace.rule.form;

import com.betrace.model.TraceTree;
import com.betrace.rule.form.SpanFilter.Answer;
import com.betrace.rule.form.TraceFilter.Test;
import com.betrace.rule.value.Globs;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads forms as what a {@link TraceFilter} can tell of them: which spans there are, by what each of them says alone. */
final class TraceFilterReader {

    static final Test NOTHING_KNOWN = trace -> Answer.UNKNOWN;

    private static final Set<String> SELECTIONS = Set.of("spans", "has");
    private static final int MOST_ARGUMENTS = 2;

    /** Stands for a number of spans that is not known. */
    private static final long UNKNOWN = -1;

    private interface Counter {
        long of(TraceTree trace);
    }

    private TraceFilterReader() {}

    /** Of what must have occurred; {@code never(..)} speaks of every trace. */
    static Test subject(Form form) {
        return form instanceof Form.Constant constant
                ? Boolean.TRUE.equals(constant.value()) ? trace -> Answer.YES : NOTHING_KNOWN
                : test(form);
    }

    static Test test(Form form) {
        if (form instanceof Form.Call call) {
            Counter spans = SELECTIONS.contains(call.name()) ? counter(call) : null;
            return spans == null ? NOTHING_KNOWN : trace -> any(spans.of(trace));
        }
        if (form instanceof Form.Unary unary && unary.operator() == Operator.NOT) {
            Test operand = test(unary.operand());
            return operand == NOTHING_KNOWN
                    ? NOTHING_KNOWN
                    : trace -> operand.of(trace).negated();
        }
        return form instanceof Form.Binary binary ? binary(binary) : NOTHING_KNOWN;
    }

    private static Answer any(long spans) {
        return spans == UNKNOWN ? Answer.UNKNOWN : Answer.of(spans > 0);
    }

    private static Test binary(Form.Binary binary) {
        return switch (binary.operator()) {
            case AND -> logical(test(binary.left()), test(binary.right()), Answer.NO);
            case OR -> logical(test(binary.left()), test(binary.right()), Answer.YES);
            case EQ, NE, LT, LE, GT, GE -> comparison(binary);
            default -> NOTHING_KNOWN;
        };
    }

    /** The right one counts only where the left one does not decide. */
    private static Test logical(Test left, Test right, Answer deciding) {
        return left == NOTHING_KNOWN
                ? NOTHING_KNOWN
                : trace -> {
                    Answer first = left.of(trace);
                    return first == deciding || first == Answer.UNKNOWN ? first : right.of(trace);
                };
    }

    /** Of a count with a whole number. */
    private static Test comparison(Form.Binary binary) {
        Counter counted = counted(binary);
        if (counted == null) {
            return NOTHING_KNOWN;
        }
        Object bound = ((Form.Constant) binary.right()).value();
        FilterValues.Comparison comparison = SpanFilterReader.comparison(binary.operator());
        return trace -> {
            long count = counted.of(trace);
            return count == UNKNOWN ? Answer.UNKNOWN : comparison.of(count, bound);
        };
    }

    private static @Nullable Counter counted(Form.Binary binary) {
        return binary.left() instanceof Form.Call call
                        && call.name().equals("count")
                        && binary.right() instanceof Form.Constant constant
                        && constant.value() instanceof Long
                ? counter(call)
                : null;
    }

    /** Whether it compares a count, and is false where nothing is counted. */
    static boolean isFalseOfNothing(Form.Binary binary) {
        return (binary.operator().isOrdering() || binary.operator().isEquality())
                && counted(binary) != null
                && SpanFilterReader.comparison(binary.operator()).of(0L, ((Form.Constant) binary.right()).value())
                        == Answer.NO;
    }

    /** How many spans a selection finds; null where that would never be known. */
    private static @Nullable Counter counter(Form.Call call) {
        SpanFilter.Test test = isSelection(call) ? SpanFilterReader.selection(call) : SpanFilter.NOTHING_KNOWN;
        if (test == SpanFilter.NOTHING_KNOWN) {
            return null;
        }
        return call.arguments().get(0) instanceof Form.Constant name
                ? trace -> trace.hasName(String.valueOf(name.value())) ? count(test, trace) : 0
                : trace -> count(test, trace);
    }

    private static boolean isSelection(Form.Call call) {
        return call.target() == null
                && !call.arguments().isEmpty()
                && call.arguments().size() <= MOST_ARGUMENTS
                && (call.arguments().size() == 1 || call.arguments().get(1) instanceof Form.Lambda)
                && isSelector(call.arguments().get(0));
    }

    private static boolean isSelector(Form form) {
        return form instanceof Form.Constant constant
                ? constant.value() instanceof String glob && Globs.isLiteral(glob)
                : form instanceof Form.Lambda;
    }

    private static long count(SpanFilter.Test test, TraceTree trace) {
        long count = 0;
        for (int place = 0; place < trace.size(); place++) {
            switch (test.of(trace.span(place))) {
                case YES -> count++;
                case NO -> {}
                case UNKNOWN -> {
                    return UNKNOWN;
                }
            }
        }
        return count;
    }
}
