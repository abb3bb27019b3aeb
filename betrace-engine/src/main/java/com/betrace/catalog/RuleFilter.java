package com.betrace.catalog;

import com.betrace.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rules to list.
 *
 * @param severity null for any
 * @param tags a rule has to carry all of them
 */
public record RuleFilter(boolean enabledOnly, @Nullable Severity severity, List<String> tags) {

    public static final RuleFilter ALL = new RuleFilter(false, null, List.of());

    public static final RuleFilter ENABLED = new RuleFilter(true, null, List.of());

    public RuleFilter {
        tags = List.copyOf(tags);
    }
}
