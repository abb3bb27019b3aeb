package com.betrace.service.storage;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A violation as a row: which columns, how they are bound and read. */
final class ViolationRow {

    static final String SELECT = """
            SELECT seq, id, rule_id, rule_name, rule_version, severity, trace_id, span_id, found_at, service, span_name,
                message, context, offenders, offender_count, revision, mode, undecided, fingerprint, explanation,
                late, retracted
            FROM violations""";

    static final String INSERT = """
            INSERT INTO violations
                (seq, id, rule_id, rule_name, rule_version, severity, trace_id, span_id, found_at, service, span_name,
                message, context, offenders, offender_count, revision, mode, undecided, kind, fingerprint, explanation,
                late, retracted)
            VALUES
                (:seq, :id, :ruleId, :ruleName, :ruleVersion, :severity, :traceId, :spanId, :foundAt, :service, :spanName,
                :message, :context, :offenders, :offenderCount, :revision, :mode, :undecided, :kind, :fingerprint,
                :explanation, :late, :retracted)""";

    static final String UPDATE = """
            UPDATE violations
            SET rule_id = :ruleId, rule_name = :ruleName, rule_version = :ruleVersion, severity = :severity,
                trace_id = :traceId, span_id = :spanId, found_at = :foundAt, service = :service, span_name = :spanName,
                message = :message, context = :context, offenders = :offenders, offender_count = :offenderCount,
                revision = :revision, mode = :mode, undecided = :undecided, kind = :kind, fingerprint = :fingerprint,
                explanation = :explanation, late = :late, retracted = :retracted
            WHERE seq = :seq AND id = :id""";

    private ViolationRow() {}

    static void bind(SqlStatement<?> statement, long seq, Violation violation) {
        statement
                .bind("seq", seq)
                .bind("id", toBytes(violation.id()))
                .bind("ruleId", violation.ruleId())
                .bind("ruleName", violation.ruleName())
                .bind("ruleVersion", violation.ruleVersion())
                .bind("severity", violation.severity().name())
                .bind("traceId", violation.traceId().toBytes())
                .bind("spanId", toBytes(violation.spanId()))
                .bind("foundAt", Micros.of(violation.foundAt()))
                .bind("service", violation.service())
                .bind("spanName", violation.spanName())
                .bind("message", violation.message())
                .bind("context", Json.write(violation.context()))
                .bind("offenders", toBytes(violation.offenders()))
                .bind("offenderCount", violation.offenderCount())
                .bind("revision", violation.revision())
                .bind("mode", violation.mode().name())
                .bind("undecided", name(violation.undecided()))
                .bind("kind", ViolationKind.of(violation))
                .bind("fingerprint", violation.fingerprint())
                .bind("explanation", StoredExplanation.write(violation.explanation()))
                .bind("late", violation.late())
                .bind("retracted", violation.retracted());
    }

    static Violation read(ResultSet row) throws SQLException {
        return new Violation(
                new ViolationId(HexFormat.of().formatHex(row.getBytes("id"))),
                row.getString("rule_id"),
                row.getString("rule_name"),
                row.getLong("rule_version"),
                Severity.valueOf(row.getString("severity")),
                RuleMode.valueOf(row.getString("mode")),
                TraceId.of(row.getBytes("trace_id")),
                spanId(row.getBytes("span_id")),
                Micros.toInstant(row.getLong("found_at")),
                row.getString("service"),
                row.getString("span_name"),
                undecided(row.getString("undecided")),
                row.getString("fingerprint"),
                row.getString("message"),
                Json.readStringMap(row.getString("context")),
                spanIds(row.getBytes("offenders")),
                row.getInt("offender_count"),
                StoredExplanation.read(row.getString("explanation")),
                row.getBoolean("late"),
                row.getBoolean("retracted"),
                row.getLong("revision"));
    }

    private static @Nullable String name(@Nullable UndecidedReason reason) {
        return reason == null ? null : reason.name();
    }

    private static @Nullable UndecidedReason undecided(@Nullable String name) {
        return name == null ? null : UndecidedReason.valueOf(name);
    }

    static byte[] toBytes(ViolationId id) {
        return HexFormat.of().parseHex(id.hex());
    }

    private static byte @Nullable [] toBytes(@Nullable SpanId id) {
        return id == null ? null : id.toBytes();
    }

    private static byte[] toBytes(List<SpanId> ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * SpanId.BYTES);
        ids.forEach(id -> bytes.putLong(id.value()));
        return bytes.array();
    }

    private static @Nullable SpanId spanId(byte @Nullable [] bytes) {
        return bytes == null ? null : SpanId.of(bytes);
    }

    private static List<SpanId> spanIds(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<SpanId> ids = new ArrayList<>(bytes.length / SpanId.BYTES);
        while (buffer.hasRemaining()) {
            ids.add(new SpanId(buffer.getLong()));
        }
        return ids;
    }
}
