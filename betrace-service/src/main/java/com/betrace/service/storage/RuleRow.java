package com.betrace.service.storage;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A rule as a row: which columns, how they are bound and read. */
final class RuleRow {

    static final String SELECT = """
            SELECT id, name, description, expression, enabled, severity, tags, params, mode, owner, runbook, controls, message,
                fingerprint, on_partial, completion, exceptions, created_at, updated_at, version
            FROM rules""";

    static final String INSERT = """
            INSERT INTO rules
                (id, name, description, expression, enabled, severity, tags, params, mode, owner, runbook, controls, message,
                fingerprint, on_partial, completion, exceptions, created_at, updated_at, version)
            VALUES
                (:id, :name, :description, :expression, :enabled, :severity, :tags, :params, :mode, :owner, :runbook,
                :controls, :message, :fingerprint, :onPartial, :completion, :exceptions, :createdAt, :updatedAt, :version)""";

    static final String UPDATE = """
            UPDATE rules
            SET name = :name, description = :description, expression = :expression, enabled = :enabled,
                severity = :severity, tags = :tags, params = :params, mode = :mode, owner = :owner, runbook = :runbook,
                controls = :controls, message = :message, fingerprint = :fingerprint, on_partial = :onPartial,
                completion = :completion, exceptions = :exceptions, created_at = :createdAt, updated_at = :updatedAt,
                version = :version
            WHERE id = :id""";

    private static final TypeReference<StoredCompletion> COMPLETION = new TypeReference<>() {};
    private static final TypeReference<List<StoredExemption>> EXEMPTIONS = new TypeReference<>() {};

    private RuleRow() {}

    static Update bind(Update update, Rule rule) {
        bind(update, rule.definition());
        return update.bind("id", rule.id())
                .bind("enabled", rule.enabled())
                .bind("createdAt", Micros.of(rule.createdAt()))
                .bind("updatedAt", Micros.of(rule.updatedAt()))
                .bind("version", rule.version());
    }

    private static void bind(Update update, RuleDefinition rule) {
        update.bind("name", rule.name())
                .bind("description", rule.description())
                .bind("expression", rule.expression())
                .bind("severity", rule.severity().name())
                .bind("tags", Json.write(rule.tags()))
                .bind("params", Json.write(rule.params()))
                .bind("mode", rule.mode().name())
                .bind("owner", rule.owner())
                .bind("runbook", rule.runbook())
                .bind("controls", Json.write(rule.controls()))
                .bind("message", rule.message())
                .bind("fingerprint", Json.write(rule.fingerprint()))
                .bind("onPartial", rule.onPartial().name())
                .bind("completion", Json.write(StoredCompletion.of(rule.completion())))
                .bind(
                        "exceptions",
                        Json.write(rule.exceptions().stream()
                                .map(StoredExemption::of)
                                .toList()));
    }

    static Rule read(ResultSet row) throws SQLException {
        return new Rule(
                row.getString("id"),
                definition(row),
                row.getBoolean("enabled"),
                Micros.toInstant(row.getLong("created_at")),
                Micros.toInstant(row.getLong("updated_at")),
                row.getLong("version"));
    }

    private static RuleDefinition definition(ResultSet row) throws SQLException {
        return RuleDefinition.builder(row.getString("name"), row.getString("expression"))
                .description(row.getString("description"))
                .severity(Severity.valueOf(row.getString("severity")))
                .tags(Json.readStrings(row.getString("tags")))
                .params(Json.readValues(row.getString("params")))
                .mode(RuleMode.valueOf(row.getString("mode")))
                .owner(row.getString("owner"))
                .runbook(row.getString("runbook"))
                .controls(Json.readStrings(row.getString("controls")))
                .message(row.getString("message"))
                .fingerprint(Json.readStrings(row.getString("fingerprint")))
                .onPartial(PartialPolicy.valueOf(row.getString("on_partial")))
                .completion(Json.read(row.getString("completion"), COMPLETION).toModel())
                .exceptions(Json.read(row.getString("exceptions"), EXEMPTIONS).stream()
                        .map(StoredExemption::toModel)
                        .toList())
                .build();
    }

    /** @param skew as ISO 8601 has durations */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record StoredCompletion(@Nullable String skew, String localRoot) {

        static StoredCompletion of(Completion completion) {
            Duration skew = completion.skew();
            return new StoredCompletion(
                    skew == null ? null : skew.toString(),
                    completion.localRoot().name());
        }

        Completion toModel() {
            return new Completion(skew == null ? null : Duration.parse(skew), LocalRootPolicy.valueOf(localRoot));
        }
    }

    /** @param expires as ISO 8601 has days */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record StoredExemption(
            String when,
            String owner,
            String reason,
            @Nullable String expires) {

        static StoredExemption of(Exemption exemption) {
            LocalDate expires = exemption.expires();
            return new StoredExemption(
                    exemption.when(),
                    exemption.owner(),
                    exemption.reason(),
                    expires == null ? null : expires.toString());
        }

        Exemption toModel() {
            return new Exemption(when, owner, reason, expires == null ? null : LocalDate.parse(expires));
        }
    }
}
