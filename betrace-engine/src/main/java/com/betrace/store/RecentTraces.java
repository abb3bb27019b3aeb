package com.betrace.store;

import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.util.Optional;

/** The traces that closed last, for people who look at a violation. Thread-safe; bounded, the oldest goes first. */
public interface RecentTraces {

    /** Keeps a closed trace; one of the same id is replaced. */
    void add(Trace trace);

    /** The trace as it closed, empty where it is unknown, still open or already forgotten. */
    Optional<Trace> find(TraceId id);
}
