package com.betrace.detection;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import java.util.List;
import java.util.Objects;

/** One evaluation of a rule, whatever it throws: not even a stack overflow in one rule may stop the others. */
final class Attempt {

    private Attempt() {}

    static Finding on(Span span, CompiledRule rule) {
        try {
            return Objects.requireNonNull(rule.judge(span), "no finding");
        } catch (Throwable e) {
            return failed(e);
        }
    }

    static List<Finding> on(TraceTree tree, CompiledRule rule) {
        try {
            return List.copyOf(rule.judge(tree));
        } catch (Throwable e) {
            return List.of(failed(e));
        }
    }

    private static Finding failed(Throwable e) {
        return Finding.undecided(UndecidedReason.ERROR, null, e.toString());
    }
}
