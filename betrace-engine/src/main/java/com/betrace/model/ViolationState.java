package com.betrace.model;

/** Whether a violation still holds, and what people made of it. */
public enum ViolationState {
    /** Nobody has said anything about it. */
    OPEN,
    /** Its trace was judged again with spans that came late, and this was not found again. */
    RETRACTED,
    /** Somebody works on it. */
    ACKNOWLEDGED,
    /** What broke is put right. */
    RESOLVED,
    /** The rule is wrong about it. */
    FALSE_POSITIVE
}
