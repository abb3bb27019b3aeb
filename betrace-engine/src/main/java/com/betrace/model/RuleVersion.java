package com.betrace.model;

import java.time.Instant;

/**
 * What a rule was from one change to the next.
 *
 * @param rule as it was then; for {@link Action#DELETED} its last version
 * @param at when it was made
 * @param actor who made it, as the caller says
 * @param reason more about why; may be empty
 */
public record RuleVersion(Rule rule, Instant at, String actor, Action action, String reason) {

    /** What was done. */
    public enum Action {
        CREATED,
        UPDATED,
        ENABLED,
        DISABLED,
        ROLLED_BACK,
        /** A list, lookup or macro that the rule reads has changed. */
        NAMES_CHANGED,
        /** The configuration of the service sets other parameters. */
        OVERRIDDEN,
        DELETED
    }

    /** The version of the rule. */
    public long version() {
        return rule.version();
    }
}
