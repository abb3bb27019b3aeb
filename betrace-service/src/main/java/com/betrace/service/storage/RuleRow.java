package com.betrace.service.storage;

import com.betrace.model.Rule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** A rule as a row: which columns, how they are bound and read. Each is a field of {@link StoredRule}. */
final class RuleRow {

    private static final List<String> TEXTS = List.of(
            "id",
            "name",
            "description",
            "expression",
            "severity",
            "mode",
            "owner",
            "runbook",
            "message",
            "on_partial",
            "source",
            "location");
    private static final List<String> NUMBERS = List.of("created_at", "updated_at", "version");
    private static final List<String> DOCUMENTS =
            List.of("tags", "params", "controls", "fingerprint", "completion", "exceptions", "tests", "overrides");
    private static final String ENABLED = "enabled";

    private static final List<String> COLUMNS = Stream.of(TEXTS, NUMBERS, DOCUMENTS, List.of(ENABLED))
            .flatMap(List::stream)
            .toList();

    static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM rules";

    static final String INSERT = "INSERT INTO rules (" + String.join(", ", COLUMNS) + ") VALUES ("
            + COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";

    private RuleRow() {}

    static void bind(SqlStatement<?> row, Rule rule) {
        ObjectNode fields = Json.tree(StoredRule.of(rule));
        TEXTS.forEach(column -> row.bind(column, fields.get(column).textValue()));
        NUMBERS.forEach(column -> row.bind(column, fields.get(column).longValue()));
        DOCUMENTS.forEach(column -> row.bind(column, fields.get(column).toString()));
        row.bind(ENABLED, fields.get(ENABLED).booleanValue());
    }

    static Rule read(ResultSet row) throws SQLException {
        ObjectNode fields = Json.emptyTree();
        for (String column : TEXTS) {
            fields.put(column, row.getString(column));
        }
        for (String column : NUMBERS) {
            fields.put(column, row.getLong(column));
        }
        for (String column : DOCUMENTS) {
            fields.set(column, Json.readTree(row.getString(column)));
        }
        fields.put(ENABLED, row.getBoolean(ENABLED));
        return Json.read(fields, StoredRule.class).toModel();
    }
}
