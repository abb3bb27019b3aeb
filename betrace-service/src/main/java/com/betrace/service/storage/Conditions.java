package com.betrace.service.storage;

import com.betrace.store.ViolationQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The WHERE clause of a query and the values it binds. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private Conditions() {}

    static Conditions of(ViolationQuery query) {
        Conditions conditions = new Conditions();
        conditions.add(
                "trace_id = :trace",
                query.traceId() == null ? null : query.traceId().toBytes());
        conditions.add("rule_id = :rule", query.ruleId());
        conditions.add("service = :service", query.service());
        conditions.add(
                "severity = :severity",
                query.severity() == null ? null : query.severity().name());
        conditions.add("found_at >= :from", query.from() == null ? null : Micros.boundary(query.from()));
        conditions.add("found_at < :until", query.until() == null ? null : Micros.boundary(query.until()));
        return conditions;
    }

    /** Empty where everything matches. */
    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }
}
