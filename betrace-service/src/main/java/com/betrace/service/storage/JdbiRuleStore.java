package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.store.RuleStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rules in the database. A change is on the disk when its call returns. */
final class JdbiRuleStore implements RuleStore {

    /** The row of {@code sequences} that remembers the last version of a deleted rule. */
    private static final String DELETED = "rule:";

    private static final String REMEMBER = """
            INSERT INTO sequences (name, last) SELECT :name, version FROM rules WHERE id = :id
            ON CONFLICT (name) DO UPDATE SET last = excluded.last""";

    private static final String LAST_VERSION = """
            SELECT COALESCE(
                (SELECT version FROM rules WHERE id = :id), (SELECT last FROM sequences WHERE name = :name), 0)""";

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
    public Optional<Rule> get(String id) {
        return database.read(handle -> find(handle, "id", id));
    }

    @Override
    public void insert(Rule rule) {
        database.write(handle -> {
            if (find(handle, "id", rule.id()).isPresent()) {
                throw new RequestException(ErrorCode.ALREADY_EXISTS, "a rule with id '" + rule.id() + "' exists");
            }
            requireFreeName(handle, rule);
            return RuleRow.bind(handle.createUpdate(RuleRow.INSERT), rule).execute();
        });
    }

    @Override
    public void replace(Rule rule, long expectedVersion) {
        database.write(handle -> {
            long version = find(handle, "id", rule.id())
                    .orElseThrow(() -> RequestException.notFound("rule", rule.id()))
                    .version();
            if (version != expectedVersion) {
                throw new RequestException(
                        ErrorCode.ABORTED,
                        "rule '" + rule.id() + "' is at version " + version + ", not " + expectedVersion);
            }
            requireFreeName(handle, rule);
            return RuleRow.bind(handle.createUpdate(RuleRow.UPDATE), rule).execute();
        });
    }

    @Override
    public boolean delete(String id) {
        return database.write(handle -> {
            handle.createUpdate(REMEMBER)
                    .bind("name", DELETED + id)
                    .bind("id", id)
                    .execute();
            return handle.createUpdate("DELETE FROM rules WHERE id = :id")
                            .bind("id", id)
                            .execute()
                    > 0;
        });
    }

    @Override
    public long lastVersion(String id) {
        return database.read(handle -> handle.createQuery(LAST_VERSION)
                .bind("id", id)
                .bind("name", DELETED + id)
                .mapTo(Long.class)
                .one());
    }

    private static void requireFreeName(Handle handle, Rule rule) {
        find(handle, "name", rule.name())
                .filter(other -> !other.id().equals(rule.id()))
                .ifPresent(other -> {
                    throw new RequestException(
                            ErrorCode.ALREADY_EXISTS,
                            "the name '" + rule.name() + "' is taken by rule '" + other.id() + "'");
                });
    }

    private static Optional<Rule> find(Handle handle, String column, String value) {
        return handle.createQuery(RuleRow.SELECT + " WHERE " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> RuleRow.read(row))
                .findOne();
    }
}
