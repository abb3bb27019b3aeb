package com.betrace.model;

import java.time.Instant;
import java.util.List;

/**
 * A rule as stored.
 *
 * @param id unique for ever, chosen at creation
 * @param name unique among rules
 * @param expression JEXL; truthy means violated
 * @param version grows by one with each change, from 1
 */
public record Rule(
        String id,
        String name,
        String description,
        String expression,
        boolean enabled,
        Severity severity,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public Rule {
        tags = List.copyOf(tags);
    }
}
