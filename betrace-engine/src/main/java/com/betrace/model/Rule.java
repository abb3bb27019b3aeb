package com.betrace.model;

import java.time.Instant;
import java.util.List;

/**
 * A rule as stored.
 *
 * @param id unique for ever, chosen at creation
 * @param definition what its author wrote
 * @param enabled whether it judges
 * @param version grows by one with each change, from 1; goes on where a deleted rule is created again
 */
public record Rule(
        String id, RuleDefinition definition, boolean enabled, Instant createdAt, Instant updatedAt, long version) {

    public String name() {
        return definition.name();
    }

    public String description() {
        return definition.description();
    }

    public String expression() {
        return definition.expression();
    }

    public Severity severity() {
        return definition.severity();
    }

    public List<String> tags() {
        return definition.tags();
    }
}
