package com.betrace.store;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import java.util.List;
import java.util.Optional;

/** Keeps violations. Thread-safe for readers; exactly one thread writes. Times are kept to the microsecond. */
public interface ViolationStore {

    /**
     * Inserts or revises, all or nothing, and returns what was stored, in the order given. An unknown id is OPENED with
     * the next {@code seq}. A known id that {@linkplain Violation#saysTheSameAs says something else} is REVISED: it keeps its seq and found
     * time, and its revision grows by one. Anything else is UNCHANGED. An id may occur more than once in a batch.
     */
    List<StoredViolation> write(List<Violation> violations);

    Optional<Violation> get(ViolationId id);

    /** The newest that match, newest (highest seq) first, at most the query's limit. */
    List<Violation> find(ViolationQuery query);

    /** How many match, regardless of the query's limit. */
    long count(ViolationQuery query);
}
