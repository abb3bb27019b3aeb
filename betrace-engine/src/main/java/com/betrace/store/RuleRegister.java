package com.betrace.store;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether changes of rules may be done: what every store refuses, for the same reasons and in the same words. Changes
 * nothing but itself. Not thread-safe.
 */
public final class RuleRegister {

    private final Map<String, Entry> stored;
    private final Map<String, Long> lastVersions;

    /**
     * What a rule is known by.
     *
     * @param version the one that is stored
     */
    public record Entry(String name, long version) {}

    /**
     * A register of the rules as they are.
     *
     * @param stored all rules by id
     * @param lastVersions by id, of rules that are or were; those that are to be changed are enough
     */
    public RuleRegister(Map<String, Entry> stored, Map<String, Long> lastVersions) {
        this.stored = new HashMap<>(stored);
        this.lastVersions = new HashMap<>(lastVersions);
    }

    /** Throws RequestException, as {@link RuleStore#apply} has it, where these changes cannot be done one after the other. */
    public void check(List<RuleVersion> changes) {
        Set<String> changed = new LinkedHashSet<>();
        for (RuleVersion change : changes) {
            changed.add(change.rule().id());
            if (change.action() == Action.DELETED) {
                remove(change.rule());
            } else {
                put(change.rule());
            }
        }
        requireDifferentNames(changed);
    }

    private void remove(Rule rule) {
        Entry entry = stored.remove(rule.id());
        if (entry == null) {
            throw RequestException.notFound("rule", rule.id());
        }
        if (entry.version() > rule.version()) {
            throw aborted(rule, "is at version " + entry.version() + ", not " + rule.version());
        }
        lastVersions.merge(rule.id(), rule.version(), Math::max);
    }

    private void put(Rule rule) {
        long last = lastVersions.getOrDefault(rule.id(), 0L);
        if (last >= rule.version()) {
            boolean there = stored.containsKey(rule.id());
            throw aborted(rule, (there ? "is" : "was") + " at version " + last + ", not before " + rule.version());
        }
        stored.put(rule.id(), new Entry(rule.name(), rule.version()));
        lastVersions.put(rule.id(), rule.version());
    }

    private static RequestException aborted(Rule rule, String reason) {
        return new RequestException(ErrorCode.ABORTED, "rule '" + rule.id() + "' " + reason);
    }

    /** The rule that is said to have a name is one that keeps it, where there is such a one. */
    private void requireDifferentNames(Set<String> changed) {
        Map<String, String> idByName = new HashMap<>();
        stored.forEach((id, entry) -> {
            if (!changed.contains(id)) {
                idByName.put(entry.name(), id);
            }
        });
        for (String id : changed) {
            Entry entry = stored.get(id);
            String other = entry == null ? null : idByName.put(entry.name(), id);
            if (entry != null && other != null) {
                throw new RequestException(
                        ErrorCode.ALREADY_EXISTS, "the name '" + entry.name() + "' is taken by rule '" + other + "'");
            }
        }
    }
}
