package com.betrace.model;

/** Why a rule could not be decided. */
public enum UndecidedReason {
    /** Something of the trace is missing that could change the verdict. */
    PARTIAL,
    /** The clocks of two services differ by more than the order that was asked for. */
    CLOCK_SKEW,
    /** The evaluation took more steps or time than it may. */
    BUDGET,
    /** The evaluation failed. */
    ERROR
}
