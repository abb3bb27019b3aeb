package com.betrace.rule.value;

/** A rule took more steps, time or memory than it may. No stack traces and no new ones: hostile rules throw often. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    static final BudgetExceededException STEPS = new BudgetExceededException("the rule took more steps than it may");
    static final BudgetExceededException TIME = new BudgetExceededException("the rule took more time than it may");
    static final BudgetExceededException TEXT = new BudgetExceededException("the rule built a longer text than it may");
    static final BudgetExceededException GROUPS =
            new BudgetExceededException("the rule yields more groups than it may");

    private final String what;

    private BudgetExceededException(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    /** Whether it was time, of which another run may have more. */
    public boolean isOfTime() {
        return this == TIME;
    }

    /** One clause that says what ran out. */
    public String what() {
        return what;
    }
}
