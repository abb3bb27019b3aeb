package com.betrace.rule;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says beside its expression and that decides how it judges.
 *
 * @param params its parameters by name; values as in {@link SharedNames}
 * @param skew by how much clocks may differ; null for the default of the limits
 * @param evaluateOnPartial judge partial traces as if they were complete
 */
public record RuleOptions(
        Map<String, Object> params, @Nullable Duration skew, boolean evaluateOnPartial) {

    public static final RuleOptions DEFAULTS = new RuleOptions(Map.of(), null, false);

    public RuleOptions {
        params = Map.copyOf(params);
    }

    public static RuleOptions withParams(Map<String, Object> params) {
        return new RuleOptions(params, null, false);
    }
}
