package com.betrace.assembly;

import com.betrace.model.TraceId;

/** Takes what an assembler lets go, during the call that lets it go; must not call back. */
@FunctionalInterface
public interface Outlet<C> {

    /** A trace closed. */
    void closed(ClosedTrace<C> trace);

    /** The linger of a trace is over without another close: it will not close again. */
    default void forgotten(TraceId id) {}
}
