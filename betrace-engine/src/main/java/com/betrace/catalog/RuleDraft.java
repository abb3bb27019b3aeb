package com.betrace.catalog;

import com.betrace.model.Provenance;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import java.time.Instant;
import java.util.Map;
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

    RuleDraft withId(String value) {
        return new RuleDraft(value, definition, enabled);
    }

    RuleDraft enabled(boolean value) {
        return new RuleDraft(id, definition, value);
    }

    /** The same where it says so, else what it is so far. */
    RuleDraft enabledUnlessSaid(boolean soFar) {
        return enabled == null ? enabled(soFar) : this;
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /**
     * What the draft makes of a rule.
     *
     * @param createdAt that of the rule before it, if there is one
     * @param version beyond all that a rule of this id has had
     */
    record Making(
            Instant createdAt, Instant updatedAt, long version, Provenance provenance, Map<String, Object> overrides) {}

    Rule rule(Making making) {
        return new Rule(
                id,
                definition,
                isEnabled(),
                making.createdAt(),
                making.updatedAt(),
                making.version(),
                making.provenance(),
                making.overrides());
    }
}
