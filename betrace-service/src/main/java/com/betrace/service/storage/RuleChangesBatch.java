package com.betrace.service.storage;

import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.store.RuleChanges;
import com.betrace.store.RuleRegister;
import com.betrace.store.RuleRegister.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes within their transaction: as many statements for a thousand rules as for one. */
final class RuleChangesBatch {

    private final Handle handle;

    RuleChangesBatch(Handle handle) {
        this.handle = handle;
    }

    /** Throws RequestException, before anything is written, where the changes cannot be done. */
    void write(RuleChanges changes) {
        if (!changes.rules().isEmpty()) {
            writeRules(changes.rules());
        }
        Batch.execute(handle, SharedNameRow.DELETE, changes.removedNames(), SharedNameRow::bind);
        Batch.execute(
                handle, SharedNameRow.DELETE, changes.names(), (row, name) -> SharedNameRow.bind(row, name.key()));
        Batch.execute(handle, SharedNameRow.INSERT, changes.names(), SharedNameRow::bind);
    }

    /** What changes is taken out first, so that rules may swap their names. */
    private void writeRules(List<RuleVersion> versions) {
        List<String> ids =
                versions.stream().map(version -> version.rule().id()).distinct().toList();
        RuleLog log = new RuleLog(handle, ids);
        new RuleRegister(stored(), log.lastVersions()).check(versions);
        Batch.execute(handle, "DELETE FROM rules WHERE id = :id", ids, (row, id) -> row.bind("id", id));
        Batch.execute(handle, RuleRow.INSERT, remaining(versions), RuleRow::bind);
        log.write(versions);
    }

    private Map<String, Entry> stored() {
        Map<String, Entry> stored = new HashMap<>();
        handle.createQuery("SELECT id, name, version FROM rules")
                .map((row, context) ->
                        Map.entry(row.getString("id"), new Entry(row.getString("name"), row.getLong("version"))))
                .forEach(rule -> stored.put(rule.getKey(), rule.getValue()));
        return stored;
    }

    /** The rules as they are once all is done. */
    private static Collection<Rule> remaining(List<RuleVersion> versions) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (RuleVersion version : versions) {
            if (version.action() == Action.DELETED) {
                rules.remove(version.rule().id());
            } else {
                rules.put(version.rule().id(), version.rule());
            }
        }
        return rules.values();
    }
}
