package com.betrace.service.storage;

import com.betrace.model.Handling;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A violation as a row: which columns, how they are bound and read. */
final class ViolationRow {

    static final String COLUMNS =
            "seq, id, rule_id, rule_name, rule_version, severity, trace_id, span_id, found_at, service,"
                    + " span_name, message, context, offenders, offender_count, revision, mode, undecided, fingerprint, explanation,"
                    + " late, retracted, controls, tags, handled_state, handled_by, handled_note, handled_at, kind";

    /** As many as columns. */
    static final String PARAMETERS = COLUMNS.replaceAll("\\w+", "?");

    static final String SELECT = "SELECT " + COLUMNS + " FROM violations";

    static final String INSERT = "INSERT INTO violations (" + COLUMNS + ") ";

    /** What a row says now; which row is for the caller to add. */
    static final String UPDATE = "UPDATE violations SET " + COLUMNS.replaceAll("\\w+", "$0 = ?");

    private ViolationRow() {}

    /** The values of the columns, in their order. */
    static RowValues write(RowValues values, StoredViolation row) {
        Violation violation = row.violation();
        values.number(row.seq())
                .bytes(toBytes(violation.id()))
                .text(violation.ruleId())
                .text(violation.ruleName())
                .number(violation.ruleVersion())
                .text(violation.severity().name())
                .bytes(violation.traceId().toBytes())
                .bytes(toBytes(violation.spanId()))
                .number(Micros.of(violation.foundAt()))
                .text(violation.service())
                .text(violation.spanName())
                .text(violation.message())
                .text(Json.write(violation.context()))
                .bytes(toBytes(violation.offenders()))
                .number(violation.offenderCount())
                .number(violation.revision())
                .text(violation.mode().name())
                .text(name(violation.undecided()))
                .text(violation.fingerprint())
                .text(StoredExplanation.write(violation.explanation()))
                .flag(violation.late())
                .flag(violation.retracted())
                .text(Json.write(violation.controls()))
                .text(Json.write(violation.tags()));
        return write(values, violation.handling()).number(ViolationKind.of(violation));
    }

    private static RowValues write(RowValues values, @Nullable Handling handling) {
        return values.text(handling == null ? null : handling.state().name())
                .text(handling == null ? null : handling.actor())
                .text(handling == null ? null : handling.note())
                .number(handling == null ? null : (Long) Micros.of(handling.at()));
    }

    /** A row as a store knows it, unchanged. */
    static StoredViolation readStored(ResultSet row) throws SQLException {
        return new StoredViolation(row.getLong("seq"), read(row), null, Change.UNCHANGED);
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
                Json.readStrings(row.getString("controls")),
                Json.readStrings(row.getString("tags")),
                row.getBoolean("late"),
                row.getBoolean("retracted"),
                handling(row),
                row.getLong("revision"));
    }

    private static @Nullable Handling handling(ResultSet row) throws SQLException {
        String state = row.getString("handled_state");
        return state == null
                ? null
                : new Handling(
                        ViolationState.valueOf(state),
                        row.getString("handled_by"),
                        row.getString("handled_note"),
                        Micros.toInstant(row.getLong("handled_at")));
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
