package com.betrace.model;

/** Whether a trace whose only root is a span of kind SERVER or CONSUMER with an unseen parent can be complete. */
public enum LocalRootPolicy {
    /** It can: its caller may well not be traced by us. */
    COMPLETE,
    /** It cannot: the parent is missing like any other. */
    PARTIAL
}
