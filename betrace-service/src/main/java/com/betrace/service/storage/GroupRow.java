package com.betrace.service.storage;

import com.betrace.model.Severity;
import com.betrace.model.ViolationId;
import com.betrace.store.ViolationGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A group of violations as a row: which columns, how they are bound and read. */
final class GroupRow {

    static final String COLUMNS =
            "seq, fingerprint, rule_id, rule_name, severity, service, span_name, message, first_seen,"
                    + " last_seen, found, suppressed, exemplars";

    /** Inserts a group, or has it say what it says now. */
    static final String WRITE = "INSERT INTO violation_groups (" + COLUMNS + """
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (fingerprint) DO UPDATE
            SET rule_id = excluded.rule_id, rule_name = excluded.rule_name, severity = excluded.severity,
                service = excluded.service, span_name = excluded.span_name, message = excluded.message,
                first_seen = excluded.first_seen, last_seen = excluded.last_seen, found = excluded.found,
                suppressed = excluded.suppressed, exemplars = excluded.exemplars""";

    private static final int ID_DIGITS = 32;

    private GroupRow() {}

    /** The values of the columns, in their order. */
    static void write(RowValues values, ViolationGroup group) {
        values.number(group.seq())
                .text(group.fingerprint())
                .text(group.ruleId())
                .text(group.ruleName())
                .text(group.severity().name())
                .text(group.service())
                .text(group.spanName())
                .text(group.message())
                .number(Micros.of(group.firstSeen()))
                .number(Micros.of(group.lastSeen()))
                .number(group.count())
                .number(group.suppressed())
                .text(group.exemplars().stream().map(ViolationId::hex).collect(Collectors.joining()));
    }

    /** @param open how many are open */
    static ViolationGroup read(ResultSet row, long open) throws SQLException {
        return new ViolationGroup(
                row.getLong("seq"),
                row.getString("fingerprint"),
                row.getString("rule_id"),
                row.getString("rule_name"),
                Severity.valueOf(row.getString("severity")),
                row.getString("service"),
                row.getString("span_name"),
                row.getString("message"),
                Micros.toInstant(row.getLong("first_seen")),
                Micros.toInstant(row.getLong("last_seen")),
                row.getLong("found"),
                row.getLong("suppressed"),
                open,
                ids(row.getString("exemplars")));
    }

    private static List<ViolationId> ids(String hex) {
        List<ViolationId> ids = new ArrayList<>();
        for (int start = 0; start < hex.length(); start += ID_DIGITS) {
            ids.add(new ViolationId(hex.substring(start, start + ID_DIGITS)));
        }
        return ids;
    }
}
