package com.betrace.catalog;

import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import com.betrace.rule.SharedNames;
import com.betrace.rulecase.RuleTests;
import com.betrace.store.RuleChanges;
import com.betrace.store.RuleStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of the catalog in the making: what the rules and names would be, and what of it is to be stored. Nothing of it
 * is seen before it is done. Not thread-safe.
 */
final class CatalogEdit {

    private final CatalogState before;
    private final Workshop workshop;
    private final RuleStore store;
    private final Stamp stamp;
    private final SortedMap<String, CatalogEntry> entries;
    private final SortedMap<SharedKey, SharedName> names;
    private final Map<String, RuleVersion> versions = new TreeMap<>();
    private final RuleTests tests;
    private volatile boolean done;
    private @Nullable SharedNames shared;

    CatalogEdit(CatalogState before, Workshop workshop, RuleStore store, Stamp stamp) {
        this.before = before;
        this.workshop = workshop;
        this.store = store;
        this.stamp = stamp;
        this.entries = new TreeMap<>(before.byId());
        this.names = new TreeMap<>(before.names());
        this.shared = before.shared();
        this.tests = workshop.beginTests();
    }

    CatalogState before() {
        return before;
    }

    Workshop workshop() {
        return workshop;
    }

    Stamp stamp() {
        return stamp;
    }

    @Nullable
    CatalogEntry find(String id) {
        return entries.get(id);
    }

    Collection<CatalogEntry> entries() {
        return entries.values();
    }

    @Nullable
    SharedName name(SharedKey key) {
        return names.get(key);
    }

    Collection<SharedName> names() {
        return names.values();
    }

    /** Those of the whole edit share their time; rules that are tried when it is done have a time of their own. */
    private RuleTests tests() {
        return done ? workshop.beginTests() : tests;
    }

    private SharedNames shared() {
        SharedNames known = shared;
        if (known == null) {
            known = CatalogState.shared(names);
            shared = known;
        }
        return known;
    }

    /** The rule without judging, with what is known of its tests. */
    CatalogEntry disabled(CatalogEntry entry) {
        return workshop.disabled(entry, shared());
    }

    /** The rule compiled with the names as they are in this edit. */
    CatalogEntry entry(Rule rule) {
        return workshop.entry(rule, shared(), this::tests);
    }

    /** The first version of a rule that no rule of its id has had. */
    long firstVersion(String id) {
        return store.lastVersion(id) + 1;
    }

    /** One more than before this edit, whatever else the edit did to the rule. */
    long nextVersion(Rule rule) {
        CatalogEntry was = before.byId().get(rule.id());
        return (was == null ? rule : was.rule()).version() + 1;
    }

    void put(CatalogEntry entry, Action action, String reason) {
        entries.put(entry.id(), entry);
        versions.put(entry.id(), new RuleVersion(entry.rule(), stamp.at(), stamp.actor(), action, reason));
    }

    void remove(CatalogEntry entry, String reason) {
        entries.remove(entry.id());
        versions.put(entry.id(), new RuleVersion(entry.rule(), stamp.at(), stamp.actor(), Action.DELETED, reason));
    }

    void putName(SharedName name) {
        names.put(name.key(), name);
        shared = null;
    }

    void removeName(SharedKey key) {
        names.remove(key);
        shared = null;
    }

    /** Names that are new, gone, or mean something else than before. */
    Set<SharedKey> changedNames() {
        Set<SharedKey> changed = new HashSet<>(before.names().keySet());
        changed.addAll(names.keySet());
        changed.removeIf(key -> meansTheSame(before.names().get(key), names.get(key)));
        return changed;
    }

    private static boolean meansTheSame(@Nullable SharedName one, @Nullable SharedName other) {
        return one == null || other == null ? one == other : one.value().equals(other.value());
    }

    RuleChanges changes() {
        List<SharedName> put = names.values().stream()
                .filter(name -> !name.equals(before.names().get(name.key())))
                .toList();
        List<SharedKey> removed = new ArrayList<>(before.names().keySet());
        removed.removeAll(names.keySet());
        return new RuleChanges(List.copyOf(versions.values()), put, removed);
    }

    CatalogState after() {
        done = true;
        return before.next(entries, names);
    }

    /** What this edit does to a rule; null where it does nothing. */
    @Nullable
    Action action(String id) {
        RuleVersion version = versions.get(id);
        return version == null ? null : version.action();
    }

    /** The rule of this id, which must be there. */
    CatalogEntry require(String id) {
        return Objects.requireNonNull(entries.get(id), id);
    }
}
