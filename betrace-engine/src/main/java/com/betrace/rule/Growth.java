package com.betrace.rule;

/**
 * What more spans of the same trace can do to the truth of a rule. On a trace that is known to be partial only a
 * {@link #GROWING} or {@link #FIXED} rule can be found violated.
 */
public enum Growth {
    /** Nothing: it reads only a span's own data. */
    FIXED,
    /** They can make it true, never false again. */
    GROWING,
    /** They can make it false, never true again. */
    SHRINKING,
    /** Either way. */
    OPEN;

    public boolean grows() {
        return this == FIXED || this == GROWING;
    }

    public boolean shrinks() {
        return this == FIXED || this == SHRINKING;
    }

    /** The class of a negation. */
    public Growth negated() {
        return of(shrinks(), grows());
    }

    /** The class of anything that follows both monotonically. */
    public Growth and(Growth other) {
        return of(grows() && other.grows(), shrinks() && other.shrinks());
    }

    private static Growth of(boolean grows, boolean shrinks) {
        if (grows) {
            return shrinks ? FIXED : GROWING;
        }
        return shrinks ? SHRINKING : OPEN;
    }
}
