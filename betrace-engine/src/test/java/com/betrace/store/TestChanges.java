package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;

import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import java.util.Arrays;
import java.util.List;

/** Changes of rules in one line each. */
public final class TestChanges {

    private TestChanges() {}

    /** Stores rules that are new, or newer than those that are stored, together. */
    public static void put(RuleStore store, Rule... rules) {
        store.apply(rules(
                Arrays.stream(rules).map(rule -> version(rule, Action.UPDATED)).toArray(RuleVersion[]::new)));
    }

    /** Deletes a rule that is stored. */
    public static void delete(RuleStore store, String id) {
        store.apply(rules(version(get(store, id), Action.DELETED)));
    }

    /** The rule that is stored under this id, which must be there. */
    public static Rule get(RuleStore store, String id) {
        return store.list().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no rule '" + id + "' in " + store.list()));
    }

    public static RuleChanges rules(RuleVersion... versions) {
        return new RuleChanges(List.of(versions), List.of(), List.of());
    }

    public static RuleChanges names(SharedName... names) {
        return new RuleChanges(List.of(), List.of(names), List.of());
    }

    public static RuleChanges removedNames(SharedKey... keys) {
        return new RuleChanges(List.of(), List.of(), List.of(keys));
    }

    public static RuleVersion version(Rule rule, Action action) {
        return new RuleVersion(rule, TIME_ZERO, "somebody", action, "");
    }

    /** An enabled rule of this name that is never violated. */
    public static Rule named(String id, String name, long version) {
        return new Rule(id, RuleDefinition.builder(name, "false").build(), true, TIME_ZERO, TIME_ZERO, version);
    }
}
