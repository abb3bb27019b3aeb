package com.betrace.rule.form;

import com.betrace.rule.form.SpanFilter.Answer;
import com.betrace.rule.form.SpanFilter.Test;
import com.betrace.rule.value.Durations;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Comparisons of {@code span.duration} with a duration that is written in the rule. */
final class FilterDurations {

    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

    private FilterDurations() {}

    /** Null for any other comparison. */
    static @Nullable Test test(Form.Binary binary, Predicate<Form> subject) {
        if (isDuration(binary.left(), subject)) {
            Duration written = written(binary.right());
            return written == null ? null : test(binary.operator(), written.toNanos());
        }
        if (isDuration(binary.right(), subject)) {
            Duration written = written(binary.left());
            return written == null ? null : test(mirrored(binary.operator()), written.toNanos());
        }
        return null;
    }

    private static boolean isDuration(Form form, Predicate<Form> subject) {
        return form instanceof Form.Property property
                && property.name().equals("duration")
                && subject.test(property.target());
    }

    private static @Nullable Duration written(Form form) {
        Duration duration = form instanceof Form.Constant constant && constant.value() instanceof String text
                ? Durations.parse(text)
                : null;
        return duration == null || duration.abs().compareTo(MOST) > 0 ? null : duration;
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LT -> Operator.GT;
            case LE -> Operator.GE;
            case GT -> Operator.LT;
            case GE -> Operator.LE;
            default -> operator;
        };
    }

    private static @Nullable Test test(Operator operator, long nanos) {
        return switch (operator) {
            case EQ -> span -> Answer.of(span.durationNanos() == nanos);
            case NE -> span -> Answer.of(span.durationNanos() != nanos);
            case LT -> span -> Answer.of(span.durationNanos() < nanos);
            case LE -> span -> Answer.of(span.durationNanos() <= nanos);
            case GT -> span -> Answer.of(span.durationNanos() > nanos);
            case GE -> span -> Answer.of(span.durationNanos() >= nanos);
            default -> null;
        };
    }
}
