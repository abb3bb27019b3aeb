package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.Severity;
import java.time.Instant;
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

    /** What an author would give to get this rule. */
    static RuleDraft of(Rule rule) {
        return new RuleDraft(
                rule.id(),
                rule.name(),
                rule.description(),
                rule.expression(),
                rule.enabled(),
                rule.severity(),
                rule.tags());
    }

    RuleDraft enabled(boolean value) {
        return new RuleDraft(id, name, description, expression, value, severity, tags);
    }

    Rule firstVersion(String ruleId, Instant now) {
        return rule(ruleId, now, now, 1);
    }

    Rule nextVersion(Rule before, Instant now) {
        return rule(before.id(), before.createdAt(), now, before.version() + 1);
    }

    private Rule rule(String ruleId, Instant createdAt, Instant updatedAt, long version) {
        return new Rule(
                ruleId,
                name,
                description,
                expression,
                !Boolean.FALSE.equals(enabled),
                severity,
                tags,
                createdAt,
                updatedAt,
                version);
    }
}
