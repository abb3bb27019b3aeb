package com.betrace.store;

import com.betrace.model.Handling;
import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps violations. Thread-safe; exactly one thread calls {@link #write}. Times are kept to the microsecond. */
public interface ViolationStore {

    /**
     * Applies updates one after the other, all or none, and returns what they did, in the order given. A violation of an unknown
     * id is OPENED with the next {@code seq}, and its group grows, in which one without a fingerprint has no part; where there
     * are {@linkplain FloodGuard too many}, it is SUPPRESSED instead, not kept, and the suppressed of its group grow, once. Where a
     * known id {@linkplain Violation#saysTheSameAs says something else} it is REVISED: it keeps its seq, found time and handling,
     * and its revision grows by one; anything else is UNCHANGED. A settlement RETRACTS what {@linkplain Settlement#retracts holds
     * no longer}, each with its own result, in order of seq. An id may occur more than once.
     */
    List<StoredViolation> write(List<? extends ViolationUpdate> updates);

    /**
     * Notes what somebody made of a violation, as a REVISED one; UNCHANGED where state and note are as they were. Throws
     * RequestException NOT_FOUND for an unknown one and FAILED_PRECONDITION for one that is retracted.
     */
    StoredViolation handle(ViolationId id, Handling handling);

    Optional<Violation> get(ViolationId id);

    /** The page that a query asks for; a violation is on one page at most, and none that was there before is left out. */
    ViolationPage find(ViolationQuery query);

    /** How many match, counted no further than to {@code most}. */
    long count(ViolationCriteria filter, long most);

    /**
     * How many match, and of what they are.
     *
     * @param interval of the series, at least a second; null for none. RequestException INVALID_ARGUMENT for one of which there
     *     would be more than {@value ViolationStats#MAX_BUCKETS}
     */
    ViolationStats stats(ViolationCriteria filter, @Nullable Duration interval);

    GroupPage groups(GroupQuery query);
}
