package com.betrace.store;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules in memory: the reference that the contract test is read against; gone when the process ends. */
public final class InMemoryRuleStore implements RuleStore {

    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, Long> deletedVersions = new HashMap<>();

    @Override
    public synchronized List<Rule> list() {
        return List.copyOf(rules.values());
    }

    @Override
    public synchronized Optional<Rule> get(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    @Override
    public synchronized void insert(Rule rule) {
        if (rules.containsKey(rule.id())) {
            throw new RequestException(ErrorCode.ALREADY_EXISTS, "a rule with id '" + rule.id() + "' exists");
        }
        requireFreeName(rule);
        rules.put(rule.id(), rule);
    }

    @Override
    public synchronized void replace(Rule rule, long expectedVersion) {
        Rule stored = rules.get(rule.id());
        if (stored == null) {
            throw RequestException.notFound("rule", rule.id());
        }
        if (stored.version() != expectedVersion) {
            throw new RequestException(
                    ErrorCode.ABORTED,
                    "rule '" + rule.id() + "' is at version " + stored.version() + ", not " + expectedVersion);
        }
        requireFreeName(rule);
        rules.put(rule.id(), rule);
    }

    @Override
    public synchronized boolean delete(String id) {
        Rule deleted = rules.remove(id);
        if (deleted != null) {
            deletedVersions.put(id, deleted.version());
        }
        return deleted != null;
    }

    @Override
    public synchronized long lastVersion(String id) {
        Rule stored = rules.get(id);
        return stored == null ? deletedVersions.getOrDefault(id, 0L) : stored.version();
    }

    private void requireFreeName(Rule rule) {
        for (Rule other : rules.values()) {
            if (other.name().equals(rule.name()) && !other.id().equals(rule.id())) {
                throw new RequestException(
                        ErrorCode.ALREADY_EXISTS,
                        "the name '" + rule.name() + "' is taken by rule '" + other.id() + "'");
            }
        }
    }
}
