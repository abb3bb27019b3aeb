package com.betrace.model;

/** What a rule says of a span or trace. */
public enum Verdict {
    VIOLATED,
    SATISFIED,
    /** Could not be decided; the finding says why. */
    UNDECIDED,
    /** Would be violated, but the rule's exceptions cover every offender. */
    EXCEPTED
}
