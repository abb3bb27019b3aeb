package com.betrace.store;

import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.util.List;
import java.util.Optional;

/** The traces that closed last, for people who look at a violation. Thread-safe; bounded, the oldest goes first. */
public interface RecentTraces {

    /** Keeps a closed trace; one of the same id is replaced. */
    void add(Trace trace);

    /** The trace as it closed, empty where it is unknown, still open or already forgotten. */
    Optional<Trace> find(TraceId id);

    /** The traces that closed last, at most so many, newest first; what closes afterwards is not among them. */
    List<Trace> newest(int max);
}
