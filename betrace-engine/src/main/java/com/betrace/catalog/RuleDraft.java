package com.betrace.catalog;

import com.betrace.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its author gives it.
 *
 * @param id empty for a slug of the name
 * @param enabled null means true for a new rule and unchanged for a known one
 */
public record RuleDraft(
        String id,
        String name,
        String description,
        String expression,
        @Nullable Boolean enabled,
        Severity severity,
        List<String> tags) {

    public RuleDraft {
        tags = List.copyOf(tags);
    }
}
