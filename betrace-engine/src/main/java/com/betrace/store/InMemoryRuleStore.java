package com.betrace.store;

import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import com.betrace.store.RuleRegister.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules in memory: the reference that the contract test is read against; gone when the process ends. */
public final class InMemoryRuleStore implements RuleStore {

    private final SortedMap<String, Rule> rules = new TreeMap<>();
    private final SortedMap<SharedKey, SharedName> names = new TreeMap<>();
    private final Map<String, Deque<RuleVersion>> newestFirst = new HashMap<>();

    @Override
    public synchronized List<Rule> list() {
        return List.copyOf(rules.values());
    }

    @Override
    public synchronized List<SharedName> names() {
        return List.copyOf(names.values());
    }

    @Override
    public synchronized void apply(RuleChanges changes) {
        register().check(changes.rules());
        changes.rules().forEach(this::change);
        changes.removedNames().forEach(names::remove);
        changes.names().forEach(name -> names.put(name.key(), name));
    }

    private RuleRegister register() {
        Map<String, Entry> stored = new HashMap<>();
        rules.forEach((id, rule) -> stored.put(id, new Entry(rule.name(), rule.version())));
        Map<String, Long> lastVersions = new HashMap<>();
        newestFirst.keySet().forEach(id -> lastVersions.put(id, lastVersion(id)));
        return new RuleRegister(stored, lastVersions);
    }

    private void change(RuleVersion change) {
        String id = change.rule().id();
        if (change.action() == Action.DELETED) {
            rules.remove(id);
        } else {
            rules.put(id, change.rule());
        }
        Deque<RuleVersion> versions = newestFirst.computeIfAbsent(id, unknown -> new ArrayDeque<>());
        versions.addFirst(change);
        if (versions.size() > VERSIONS_KEPT) {
            versions.removeLast();
        }
    }

    @Override
    public synchronized long lastVersion(String id) {
        Deque<RuleVersion> versions = newestFirst.get(id);
        return versions == null ? 0 : versions.getFirst().version();
    }

    @Override
    public synchronized List<RuleVersion> history(String id) {
        Deque<RuleVersion> versions = newestFirst.get(id);
        return versions == null ? List.of() : List.copyOf(versions);
    }
}
