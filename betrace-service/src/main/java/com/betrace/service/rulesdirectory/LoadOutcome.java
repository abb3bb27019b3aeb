package com.betrace.service.rulesdirectory;

/** What became of a state of the directory. */
public enum LoadOutcome {
    /** Its rules judge. */
    LOADED,
    /** Something is wrong with it, and the rules stay as they were. */
    REFUSED
}
