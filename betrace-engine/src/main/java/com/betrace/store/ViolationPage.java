package com.betrace.store;

import com.betrace.model.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the violations that match.
 *
 * @param next the {@code seq} after which the next page begins; null where there was no more when this was read
 */
public record ViolationPage(
        List<Violation> violations, @Nullable Long next) {

    public static final ViolationPage EMPTY = new ViolationPage(List.of(), null);

    public ViolationPage {
        violations = List.copyOf(violations);
    }
}
