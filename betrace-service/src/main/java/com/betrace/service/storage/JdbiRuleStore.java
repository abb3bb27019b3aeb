package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.Severity;
import com.betrace.store.RuleStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Rules in the database. A change is on the disk when its call returns. */
final class JdbiRuleStore implements RuleStore {

    private static final String SELECT = """
            SELECT id, name, description, expression, enabled, severity, tags, created_at, updated_at, version
            FROM rules""";

    private static final String INSERT = """
            INSERT INTO rules
                (id, name, description, expression, enabled, severity, tags, created_at, updated_at, version)
            VALUES
                (:id, :name, :description, :expression, :enabled, :severity, :tags, :createdAt, :updatedAt, :version)""";

    private static final String UPDATE = """
            UPDATE rules
            SET name = :name, description = :description, expression = :expression, enabled = :enabled,
                severity = :severity, tags = :tags, created_at = :createdAt, updated_at = :updatedAt, version = :version
            WHERE id = :id""";

    private final DatabaseAccess database;

    JdbiRuleStore(DatabaseAccess database) {
        this.database = database;
    }

    @Override
    public List<Rule> list() {
        return database.read(handle -> handle.createQuery(SELECT + " ORDER BY id")
                .map((row, context) -> read(row))
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
            return bind(handle.createUpdate(INSERT), rule).execute();
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
            return bind(handle.createUpdate(UPDATE), rule).execute();
        });
    }

    @Override
    public boolean delete(String id) {
        return database.write(handle -> handle.createUpdate("DELETE FROM rules WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
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
        return handle.createQuery(SELECT + " WHERE " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Update bind(Update update, Rule rule) {
        return update.bind("id", rule.id())
                .bind("name", rule.name())
                .bind("description", rule.description())
                .bind("expression", rule.expression())
                .bind("enabled", rule.enabled())
                .bind("severity", rule.severity().name())
                .bind("tags", Json.write(rule.tags()))
                .bind("createdAt", Micros.of(rule.createdAt()))
                .bind("updatedAt", Micros.of(rule.updatedAt()))
                .bind("version", rule.version());
    }

    private static Rule read(ResultSet row) throws SQLException {
        return new Rule(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("expression"),
                row.getBoolean("enabled"),
                Severity.valueOf(row.getString("severity")),
                Json.readStrings(row.getString("tags")),
                Micros.toInstant(row.getLong("created_at")),
                Micros.toInstant(row.getLong("updated_at")),
                row.getLong("version"));
    }
}
