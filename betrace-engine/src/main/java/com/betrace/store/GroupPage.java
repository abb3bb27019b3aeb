package com.betrace.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the groups that match.
 *
 * @param next the {@code seq} after which the next page begins; null where there is none or the order has no pages
 */
public record GroupPage(
        List<ViolationGroup> groups, @Nullable Long next) {

    public GroupPage {
        groups = List.copyOf(groups);
    }
}
