package com.betrace.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule as stored.
 *
 * @param id unique for ever, chosen at creation
 * @param definition what its author wrote
 * @param enabled whether it judges
 * @param version grows by one with each change, from 1; goes on where a deleted rule is created again
 * @param provenance where it is changed
 * @param overrides what the configuration says instead of parameters of the definition
 */
public record Rule(
        String id,
        RuleDefinition definition,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Provenance provenance,
        Map<String, Object> overrides) {

    public Rule {
        overrides = Map.copyOf(overrides);
    }

    /** A rule of the API, as its author wrote it. */
    public Rule(
            String id, RuleDefinition definition, boolean enabled, Instant createdAt, Instant updatedAt, long version) {
        this(id, definition, enabled, createdAt, updatedAt, version, Provenance.API, Map.of());
    }

    /** What {@code param.NAME} means. */
    public Map<String, Object> params() {
        if (overrides.isEmpty()) {
            return definition.params();
        }
        Map<String, Object> params = new HashMap<>(definition.params());
        params.putAll(overrides);
        return Map.copyOf(params);
    }

    /** The same rule, as its author wrote it. */
    public Rule withoutOverrides() {
        return overrides.isEmpty()
                ? this
                : new Rule(id, definition, enabled, createdAt, updatedAt, version, provenance, Map.of());
    }

    /** The same rule, without judging. */
    public Rule disabled() {
        return new Rule(id, definition, false, createdAt, updatedAt, version, provenance, overrides);
    }

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
