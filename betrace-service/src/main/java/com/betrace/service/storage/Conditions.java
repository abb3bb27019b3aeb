package com.betrace.service.storage;

import com.betrace.store.ViolationCriteria;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, as SQL: from which table the rows are read in the order of seq, conditions on it and on {@code violations},
 * and the values that they bind. A trace selects best, then tokens, then what is a column of a violation.
 */
final class Conditions {

    private static final String FOUND = "violations.found_at";

    private final List<Integer> kinds;
    private final TokenSearch search;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private boolean byTokens;

    private Conditions(ViolationCriteria filter, TokenSearch search) {
        this.kinds = ViolationKind.matching(filter);
        this.search = search;
    }

    static Conditions of(ViolationCriteria filter, TokenSearch search) {
        Conditions conditions = new Conditions(filter, search);
        conditions.addTokens(filter);
        conditions.addColumns(filter);
        return conditions;
    }

    private void addTokens(ViolationCriteria filter) {
        Set<String> tokens = SearchTokens.of(filter);
        if (tokens.isEmpty()) {
            return;
        }
        values.put("tokens", search.matching(tokens, kinds));
        byTokens = filter.traceId() == null;
        if (!byTokens) {
            conditions.add(search.alsoCondition());
        }
    }

    private void addColumns(ViolationCriteria filter) {
        add(
                "violations.trace_id = :trace",
                filter.traceId() == null ? null : filter.traceId().toBytes());
        add("violations.fingerprint = :fingerprint", filter.fingerprint());
        add("violations.rule_id = :rule", filter.ruleId());
        add("violations.span_name = :span", filter.spanName());
        add("violations.service = :service", filter.service());
        add(
                "violations.severity = :severity",
                filter.severity() == null ? null : filter.severity().name());
        add(FOUND + " >= :from", filter.from() == null ? null : Micros.boundary(filter.from()));
        add(FOUND + " < :until", filter.until() == null ? null : Micros.boundary(filter.until()));
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }

    /** Only those between these seqs. */
    void between(long first, long last) {
        conditions.add(seq() + " BETWEEN :first AND :last");
        values.put("first", first);
        values.put("last", last);
    }

    /** Whether nothing can match, such as a verdict that is never stored. */
    boolean isNothing() {
        return kinds.isEmpty();
    }

    /** The kinds of which the rows are read one by one, because each index has them in order of seq only within a kind. */
    List<List<Integer>> separateKinds() {
        return byTokens || readsAllInOrder()
                ? List.of(kinds)
                : kinds.stream().map(List::of).toList();
    }

    /** Without any other condition than of time, the table itself has the rows in their order. */
    private boolean readsAllInOrder() {
        return kinds.size() == ViolationKind.COUNT
                && conditions.stream()
                        .allMatch(condition -> condition.startsWith(FOUND) || condition.startsWith(seq()));
    }

    /** What follows SELECT for everything that matches. */
    String from() {
        return from(kinds);
    }

    /** What follows SELECT for what matches of these kinds; of each kind at least one condition. */
    String from(List<Integer> some) {
        List<String> all = new ArrayList<>();
        if (byTokens) {
            all.add(search.condition());
        } else if (some.size() < ViolationKind.COUNT) {
            all.add("violations.kind" + (some.size() == 1 ? " = " + some.get(0) : " IN (" + joined(some) + ")"));
        }
        all.addAll(conditions);
        return " FROM " + (byTokens ? search.tables() : "violations")
                + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all));
    }

    /** Whether tokens select, with {@link #others} besides. */
    boolean isByTokens() {
        return byTokens;
    }

    /** Each after an AND. */
    String others() {
        return conditions.stream().map(condition -> " AND " + condition).collect(Collectors.joining());
    }

    TokenSearch search() {
        return search;
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The column by which the rows are in order. */
    String seq() {
        return byTokens ? search.seq() : "violations.seq";
    }

    Map<String, Object> values() {
        return values;
    }
}
