package com.betrace.store;

import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import java.util.List;
import java.util.Optional;

/** Keeps violations. Thread-safe for readers; exactly one thread writes. Times are kept to the microsecond. */
public interface ViolationStore {

    /**
     * Applies updates one after the other, all or none, and returns what they did, in the order given. A violation of an unknown
     * id is OPENED with the next {@code seq}; where a known id {@linkplain Violation#saysTheSameAs says something else} it is
     * REVISED: it keeps its seq and found time, and its revision grows by one; anything else is UNCHANGED. A settlement RETRACTS
     * what {@linkplain Settlement#retracts holds no longer}, each with its own result, in order of seq. An id may occur more than
     * once.
     */
    List<StoredViolation> write(List<? extends ViolationUpdate> updates);

    Optional<Violation> get(ViolationId id);

    /** The newest that match, newest (highest seq) first, at most the query's limit. */
    List<Violation> find(ViolationQuery query);

    /** How many match, regardless of the query's limit. */
    long count(ViolationQuery query);
}
