package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its author gives it.
 *
 * @param id empty for a slug of the name
 * @param enabled null means true for a new rule and unchanged for a known one
 */
public record RuleDraft(
        String id, RuleDefinition definition, @Nullable Boolean enabled) {

    /** What an author would give to get this rule. */
    static RuleDraft of(Rule rule) {
        return new RuleDraft(rule.id(), rule.definition(), rule.enabled());
    }

    RuleDraft enabled(boolean value) {
        return new RuleDraft(id, definition, value);
    }

    /** @param version the first that no rule of this id has had */
    Rule firstVersion(String ruleId, Instant now, long version) {
        return rule(ruleId, now, now, version);
    }

    Rule nextVersion(Rule before, Instant now) {
        return rule(before.id(), before.createdAt(), now, before.version() + 1);
    }

    private Rule rule(String ruleId, Instant createdAt, Instant updatedAt, long version) {
        return new Rule(ruleId, definition, !Boolean.FALSE.equals(enabled), createdAt, updatedAt, version);
    }
}
