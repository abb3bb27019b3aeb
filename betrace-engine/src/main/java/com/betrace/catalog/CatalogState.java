package com.betrace.catalog;

import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.model.SharedName;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleSet;
import com.betrace.rule.SharedNames;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rules, what they share, and those rules that judge, from one moment. Immutable.
 *
 * @param shared the names as the compiler takes them
 */
record CatalogState(
        SortedMap<String, CatalogEntry> byId,
        SortedMap<SharedKey, SharedName> names,
        SharedNames shared,
        RuleSet judging) {

    static final CatalogState EMPTY = new CatalogState(
            Collections.emptySortedMap(), Collections.emptySortedMap(), SharedNames.NONE, RuleSet.EMPTY);

    /** What comes after this one. */
    CatalogState next(Map<String, CatalogEntry> entries, Map<SharedKey, SharedName> nextNames) {
        List<CompiledRule> judges = entries.values().stream()
                .filter(CatalogEntry::isJudging)
                .map(CatalogEntry::program)
                .filter(Objects::nonNull)
                .toList();
        return new CatalogState(
                Collections.unmodifiableSortedMap(new TreeMap<>(entries)),
                Collections.unmodifiableSortedMap(new TreeMap<>(nextNames)),
                shared(nextNames),
                RuleSet.of(judging.revision() + 1, judges));
    }

    @SuppressWarnings("unchecked") // the kind says what the value is
    static SharedNames shared(Map<SharedKey, SharedName> names) {
        Map<String, List<Object>> lists = new HashMap<>();
        Map<String, Map<String, Object>> lookups = new HashMap<>();
        Map<String, String> macros = new HashMap<>();
        names.forEach((key, name) -> {
            if (key.kind() == Kind.LIST) {
                lists.put(key.name(), (List<Object>) name.value());
            } else if (key.kind() == Kind.LOOKUP) {
                lookups.put(key.name(), (Map<String, Object>) name.value());
            } else {
                macros.put(key.name(), (String) name.value());
            }
        });
        return new SharedNames(lists, lookups, macros);
    }
}
