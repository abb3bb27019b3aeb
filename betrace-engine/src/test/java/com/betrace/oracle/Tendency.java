package com.betrace.oracle;

/** What more spans can do to the truth of something: a second table of what grows and what shrinks. */
public enum Tendency {
    FIXED,
    GROWING,
    SHRINKING,
    OPEN;

    /** Of what follows both. */
    Tendency with(Tendency other) {
        if (this == FIXED || this == other) {
            return other;
        }
        return other == FIXED ? this : OPEN;
    }

    Tendency reversed() {
        return switch (this) {
            case GROWING -> SHRINKING;
            case SHRINKING -> GROWING;
            case FIXED, OPEN -> this;
        };
    }

    boolean grows() {
        return this == FIXED || this == GROWING;
    }

    /** Of a search for something that has this tendency. */
    Tendency searched() {
        return grows() ? GROWING : OPEN;
    }

    /** Of what has no tendency of its own, unless nothing in it can change. */
    Tendency blurred() {
        return this == FIXED ? FIXED : OPEN;
    }
}
