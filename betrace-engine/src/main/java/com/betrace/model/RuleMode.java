package com.betrace.model;

/** What becomes of a rule's violations. */
public enum RuleMode {
    /** They are stored, listed and streamed. */
    ENFORCE,
    /** They are counted and stored, but neither listed nor streamed unless asked for: a rule on trial. */
    SHADOW
}
