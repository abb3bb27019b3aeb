package com.betrace.model;

/** Whether a violation still holds. */
public enum ViolationState {
    OPEN,
    /** Its trace was judged again with spans that came late, and this was not found again. */
    RETRACTED
}
