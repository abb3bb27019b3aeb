package com.betrace.rule.form;

import com.betrace.rule.RuleScope;

/** Rules that one span violates for good, whatever else its trace holds. */
public final class Presence {

    private Presence() {}

    /** True for {@code spans(f)}, {@code has(f)} and {@code never(spans(f))} where f reads only its own span. */
    public static boolean isTrigger(Form form) {
        if (form instanceof Form.Expansion expansion) {
            return isTrigger(expansion.body());
        }
        if (form instanceof Form.Invariant invariant) {
            return invariant.subject() instanceof Form.Constant
                    && invariant.clauses().size() == 1
                    && !invariant.clauses().get(0).always()
                    && isSelection(invariant.clauses().get(0).condition(), "spans");
        }
        boolean names = form instanceof Form.Call call && call.namesSpans();
        return isSelection(form, "spans") || names && isSelection(form, "has");
    }

    private static boolean isSelection(Form form, String function) {
        return form instanceof Form.Call call
                && call.target() == null
                && call.name().equals(function)
                && !call.arguments().isEmpty()
                && call.arguments().stream().allMatch(Presence::readsOwnSpan);
    }

    private static boolean readsOwnSpan(Form argument) {
        if (argument instanceof Form.Constant) {
            return argument.type() == Type.STRING;
        }
        Reads reads = Reads.of(argument);
        return argument instanceof Form.Lambda && !reads.any() && reads.scope() == RuleScope.TRACE;
    }
}
