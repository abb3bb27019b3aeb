package com.betrace.catalog;

import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rules and those of them that judge, from one moment. Immutable. */
record CatalogState(SortedMap<String, CatalogEntry> byId, RuleSet judging) {

    static final CatalogState EMPTY = new CatalogState(Collections.emptySortedMap(), RuleSet.EMPTY);

    CatalogState withAll(Collection<CatalogEntry> entries) {
        SortedMap<String, CatalogEntry> next = new TreeMap<>(byId);
        entries.forEach(entry -> next.put(entry.rule().id(), entry));
        return next(next);
    }

    CatalogState without(String id) {
        SortedMap<String, CatalogEntry> next = new TreeMap<>(byId);
        next.remove(id);
        return next(next);
    }

    private CatalogState next(SortedMap<String, CatalogEntry> next) {
        List<CompiledRule> judges = next.values().stream()
                .filter(entry -> entry.rule().enabled())
                .map(entry -> entry.compilation().program())
                .filter(Objects::nonNull)
                .toList();
        return new CatalogState(Collections.unmodifiableSortedMap(next), RuleSet.of(judging.revision() + 1, judges));
    }
}
