package com.betrace.catalog;

import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came from files that do not have it any more. */
final class Removals {

    private static final String REASON = "no longer in the rules directory";

    private final CatalogEdit edit;
    private final Set<String> ids;
    private final Set<SharedKey> keys;

    Removals(RuleBundle bundle, CatalogEdit edit) {
        this.edit = edit;
        this.ids = bundle.rules().stream().map(BundledRule::id).collect(Collectors.toSet());
        this.keys = bundle.names().stream().map(BundledName::key).collect(Collectors.toSet());
    }

    void remove(Set<SharedKey> except) {
        List<CatalogEntry> rules = edit.entries().stream()
                .filter(entry -> entry.rule().provenance().isFile() && !ids.contains(entry.id()))
                .toList();
        rules.forEach(rule -> edit.remove(rule, REASON));
        List<SharedKey> names = edit.names().stream()
                .filter(name -> name.provenance().isFile())
                .map(SharedName::key)
                .filter(key -> !keys.contains(key) && !except.contains(key))
                .toList();
        names.forEach(edit::removeName);
    }
}
