package com.betrace.service.storage;

import com.betrace.store.ViolationQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a query asks for, as conditions of SQL and the values they bind. */
final class Conditions {

    private final List<Integer> kinds;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private Conditions(List<Integer> kinds) {
        this.kinds = kinds;
    }

    static Conditions of(ViolationQuery query) {
        Conditions conditions = new Conditions(ViolationKind.matching(query));
        conditions.add(
                "trace_id = :trace",
                query.traceId() == null ? null : query.traceId().toBytes());
        conditions.add("rule_id = :rule", query.ruleId());
        conditions.add("service = :service", query.service());
        conditions.add(
                "severity = :severity",
                query.severity() == null ? null : query.severity().name());
        // The sign keeps SQLite from the index by time, where another one reads the newest first without sorting.
        String time = conditions.values.isEmpty() ? "found_at" : "+found_at";
        conditions.add(time + " >= :from", query.from() == null ? null : Micros.boundary(query.from()));
        conditions.add(time + " < :until", query.until() == null ? null : Micros.boundary(query.until()));
        return conditions;
    }

    /** The kinds that match, see {@link ViolationKind}. */
    List<Integer> kinds() {
        return kinds;
    }

    /** All but the kind, each after an AND; empty where there is none. */
    String and() {
        return conditions.stream().map(condition -> " AND " + condition).collect(Collectors.joining());
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
