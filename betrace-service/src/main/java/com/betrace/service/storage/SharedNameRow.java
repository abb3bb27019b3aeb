package com.betrace.service.storage;

import com.betrace.model.Provenance;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** A list, lookup or macro as a row; its value as JSON. */
final class SharedNameRow {

    static final String SELECT =
            "SELECT kind, name, value, source, location, created_at, updated_at, version FROM shared_names";

    static final String INSERT = """
            INSERT INTO shared_names (kind, name, value, source, location, created_at, updated_at, version)
            VALUES (:kind, :name, :value, :source, :location, :created_at, :updated_at, :version)""";

    static final String DELETE = "DELETE FROM shared_names WHERE kind = :kind AND name = :name";

    private static final TypeReference<Object> ANYTHING = new TypeReference<>() {};

    private SharedNameRow() {}

    static void bind(SqlStatement<?> row, SharedName shared) {
        bind(row, shared.key());
        row.bind("value", Json.write(shared.value()))
                .bind("source", shared.provenance().source().name())
                .bind("location", shared.provenance().location())
                .bind("created_at", Micros.of(shared.createdAt()))
                .bind("updated_at", Micros.of(shared.updatedAt()))
                .bind("version", shared.version());
    }

    static void bind(SqlStatement<?> row, SharedKey key) {
        row.bind("kind", key.kind().name()).bind("name", key.name());
    }

    static SharedName read(ResultSet row) throws SQLException {
        return new SharedName(
                new SharedKey(SharedKey.Kind.valueOf(row.getString("kind")), row.getString("name")),
                Json.read(row.getString("value"), ANYTHING),
                new Provenance(Provenance.Source.valueOf(row.getString("source")), row.getString("location")),
                Micros.toInstant(row.getLong("created_at")),
                Micros.toInstant(row.getLong("updated_at")),
                row.getLong("version"));
    }
}
