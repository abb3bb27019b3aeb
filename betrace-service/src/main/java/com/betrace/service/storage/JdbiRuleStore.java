package com.betrace.service.storage;

import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.SharedName;
import com.betrace.store.RuleChanges;
import com.betrace.store.RuleStore;
import java.util.Comparator;
import java.util.List;

/** Rules in the database. A change is on the disk when its call returns. */
final class JdbiRuleStore implements RuleStore {

    private final DatabaseAccess database;

    JdbiRuleStore(DatabaseAccess database) {
        this.database = database;
    }

    @Override
    public List<Rule> list() {
        return database.read(handle -> handle.createQuery(RuleRow.SELECT + " ORDER BY id")
                .map((row, context) -> RuleRow.read(row))
                .list());
    }

    @Override
    public List<SharedName> names() {
        return database.read(handle ->
                handle.createQuery(SharedNameRow.SELECT).map((row, context) -> SharedNameRow.read(row)).stream()
                        .sorted(Comparator.comparing(SharedName::key))
                        .toList());
    }

    @Override
    public void apply(RuleChanges changes) {
        database.write(handle -> {
            new RuleChangesBatch(handle).write(changes);
            return null;
        });
    }

    @Override
    public long lastVersion(String id) {
        return database.read(
                handle -> new RuleLog(handle, List.of(id)).lastVersions().getOrDefault(id, 0L));
    }

    @Override
    public List<RuleVersion> history(String id) {
        return database.read(
                handle -> handle.createQuery(RuleVersionRow.SELECT + " WHERE rule_id = :id ORDER BY ordinal DESC")
                        .bind("id", id)
                        .map((row, context) -> RuleVersionRow.read(row))
                        .list());
    }
}
