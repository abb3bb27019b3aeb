package com.betrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A page of violations.
 *
 * @param order by which they come
 * @param after the {@code seq} after which the page begins, in this order; null for the first page
 * @param limit at least 1
 */
public record ViolationQuery(
        ViolationCriteria filter, Order order, @Nullable Long after, int limit) {

    /** By {@code seq}, which never changes: what arrives while somebody pages moves nothing. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public ViolationQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    /** The first page of what is shown where nothing else is asked for. */
    public static ViolationQuery newest(int limit) {
        return newest(ViolationCriteria.SHOWN, limit);
    }

    /** The first page of the newest. */
    public static ViolationQuery newest(ViolationCriteria filter, int limit) {
        return new ViolationQuery(filter, Order.NEWEST_FIRST, null, limit);
    }

    /** The page that begins after this {@code seq}. */
    public ViolationQuery after(long seq) {
        return new ViolationQuery(filter, order, seq, limit);
    }
}
