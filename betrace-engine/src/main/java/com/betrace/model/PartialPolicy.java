package com.betrace.model;

/** How a rule judges a trace of which something is known to be missing. */
public enum PartialPolicy {
    /** It is undecided, unless what was seen violates the rule whatever is missing. */
    UNDECIDED,
    /** As if nothing were missing. */
    EVALUATE
}
