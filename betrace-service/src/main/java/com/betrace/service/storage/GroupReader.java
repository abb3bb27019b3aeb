package com.betrace.service.storage;

import com.betrace.store.GroupPage;
import com.betrace.store.GroupQuery;
import com.betrace.store.GroupQuery.Order;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads groups of violations. */
final class GroupReader {

    private static final String OPEN = ViolationKind.matching(ViolationCriteria.SHOWN).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private GroupReader(GroupQuery query) {
        add("rule_id = :rule", query.ruleId());
        add(
                "severity = :severity",
                query.severity() == null ? null : query.severity().name());
        add("service = :service", query.service());
        add("last_seen >= :from", query.from() == null ? null : Micros.boundary(query.from()));
        add("seq < :after", query.after());
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }

    static GroupPage page(Handle handle, GroupQuery query) {
        GroupReader reader = new GroupReader(query);
        List<ViolationGroup> found = handle.createQuery(reader.sql(query.order()))
                .bindMap(reader.values)
                .bind("limit", query.limit() + 1L)
                .map((row, context) -> GroupRow.read(row, row.getLong("open")))
                .list();
        boolean more = found.size() > query.limit();
        List<ViolationGroup> page = more ? found.subList(0, query.limit()) : found;
        return new GroupPage(
                page,
                more && query.order() == Order.NEWEST
                        ? page.get(page.size() - 1).seq()
                        : null);
    }

    private String sql(Order order) {
        String orderBy = switch (order) {
            case NEWEST -> "seq DESC";
            case LAST_SEEN -> "last_seen DESC, seq DESC";
            case COUNT -> "found DESC, seq DESC";
        };
        return "SELECT " + GroupRow.COLUMNS
                + ", (SELECT COUNT(*) FROM violations WHERE violations.fingerprint = page.fingerprint AND kind IN ("
                + OPEN + ")) AS open FROM (SELECT " + GroupRow.COLUMNS + " FROM violation_groups"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY " + orderBy + " LIMIT :limit) AS page ORDER BY " + orderBy;
    }
}
