package com.betrace.store;

import com.betrace.model.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some of the groups; a null filter matches all.
 *
 * @param from last seen at or after
 * @param after the {@code seq} after which the page begins, with order NEWEST only; null for the first page
 * @param limit at least 1
 */
public record GroupQuery(
        @Nullable String ruleId,
        @Nullable Severity severity,
        @Nullable String service,
        @Nullable Instant from,
        Order order,
        @Nullable Long after,
        int limit) {

    /** What comes first. */
    public enum Order {
        /** Those first seen last, by {@code seq}: the only order in which groups stay where they are, and so have pages. */
        NEWEST,
        /** Those that showed again last. */
        LAST_SEEN,
        /** Those with the most violations, the suppressed among them. */
        COUNT
    }

    public GroupQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
        if (after != null && order != Order.NEWEST) {
            throw new IllegalArgumentException("groups have pages by " + Order.NEWEST + ", not by " + order);
        }
    }
}
