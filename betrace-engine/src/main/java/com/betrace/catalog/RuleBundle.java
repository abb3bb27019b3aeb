package com.betrace.catalog;

import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.SharedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules and what they share, as a file, a directory or a request gives them, in that order. */
public record RuleBundle(List<BundledName> names, List<BundledRule> rules) {

    public RuleBundle {
        names = List.copyOf(names);
        rules = List.copyOf(rules);
    }

    /**
     * Where a part of a bundle stands.
     *
     * @param text for people, such as {@code rules/payments.yaml:12} or {@code rules[3]}
     */
    public record Place(Provenance provenance, String text) {}

    /**
     * A name and where it stands.
     *
     * @param value as {@link com.betrace.model.SharedName} has it
     * @param problem why the value could not be read, which is refused then; null where it could
     */
    public record BundledName(
            Place place,
            SharedKey key,
            Object value,
            @Nullable RequestException problem) {

        public BundledName(Place place, SharedKey key, Object value) {
            this(place, key, value, null);
        }
    }

    /**
     * A rule and where it stands.
     *
     * @param problem why not all of the draft could be read, which is refused then; null where it could
     */
    public record BundledRule(
            Place place, RuleDraft draft, @Nullable RequestException problem) {

        public BundledRule(Place place, RuleDraft draft) {
            this(place, draft, null);
        }

        /** That of the draft, else the slug of its name. */
        String id() {
            return DraftCheck.idOf(draft);
        }
    }
}
