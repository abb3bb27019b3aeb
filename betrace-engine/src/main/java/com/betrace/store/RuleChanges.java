package com.betrace.store;

import com.betrace.model.RuleVersion;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import java.util.List;

/**
 * What is to be stored together or not at all.
 *
 * @param rules rules to add or replace, each with the version it makes; those that are DELETED are removed
 * @param names lists, lookups and macros to add or replace
 * @param removedNames those to remove
 */
public record RuleChanges(List<RuleVersion> rules, List<SharedName> names, List<SharedKey> removedNames) {

    public RuleChanges {
        rules = List.copyOf(rules);
        names = List.copyOf(names);
        removedNames = List.copyOf(removedNames);
    }

    public boolean isEmpty() {
        return rules.isEmpty() && names.isEmpty() && removedNames.isEmpty();
    }
}
