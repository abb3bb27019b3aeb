package com.betrace.service.storage;

import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** A version of a rule as a row: who made it, and the whole rule as one JSON document. */
final class RuleVersionRow {

    static final String SELECT = "SELECT at, actor, action, reason, rule FROM rule_versions";

    static final String INSERT = """
            INSERT INTO rule_versions (rule_id, ordinal, version, at, actor, action, reason, rule)
            VALUES (:rule_id, :ordinal, :version, :at, :actor, :action, :reason, :rule)""";

    private static final TypeReference<StoredRule> RULE = new TypeReference<>() {};

    private RuleVersionRow() {}

    /** @param ordinal its place among the changes of its rule, from 1 */
    static void bind(SqlStatement<?> row, RuleVersion version, long ordinal) {
        row.bind("rule_id", version.rule().id())
                .bind("ordinal", ordinal)
                .bind("version", version.version())
                .bind("at", Micros.of(version.at()))
                .bind("actor", version.actor())
                .bind("action", version.action().name())
                .bind("reason", version.reason())
                .bind("rule", Json.write(StoredRule.of(version.rule())));
    }

    static RuleVersion read(ResultSet row) throws SQLException {
        return new RuleVersion(
                Json.read(row.getString("rule"), RULE).toModel(),
                Micros.toInstant(row.getLong("at")),
                row.getString("actor"),
                Action.valueOf(row.getString("action")),
                row.getString("reason"));
    }
}
