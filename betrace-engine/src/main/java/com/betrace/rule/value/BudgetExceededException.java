package com.betrace.rule.value;

/** A rule took more steps, time or memory than it may. One instance without a stack trace: hostile rules throw often. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    static final BudgetExceededException INSTANCE = new BudgetExceededException();

    private BudgetExceededException() {
        super("the rule exceeded its budget", null, false, false);
    }
}
