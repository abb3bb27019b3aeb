package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.ViolationState;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationQuery.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteViolationStoreTest extends DatabaseViolationStoreContract {

    @TempDir
    private Path directory;

    @Override
    OpenDatabase openDatabase() {
        return OpenDatabase.in(directory, MOST_A_MINUTE);
    }

    @Test
    void find_byEachFilter_readsAnIndexInItsOrderAndDoesNotSort() {
        ViolationCriteria.Builder none = new ViolationCriteria.Builder();
        assertReads("violations_by_rule (rule_id=? AND kind=?", none.ruleId("r").build());
        assertReads(
                "violations_by_trace (trace_id=? AND kind=?",
                new ViolationCriteria.Builder().traceId(new TraceId(1, 1)).build());
        assertReads(
                "violations_by_severity (severity=? AND kind=?",
                new ViolationCriteria.Builder().severity(Severity.HIGH).build());
        assertReads(
                "violations_by_service (service=? AND kind=?",
                new ViolationCriteria.Builder().service("pay").build());
        assertReads(
                "violations_by_span_name (span_name=? AND kind=?",
                new ViolationCriteria.Builder().spanName("GET /").build());
        assertReads(
                "violations_by_fingerprint (fingerprint=? AND kind=?",
                new ViolationCriteria.Builder().fingerprint("f").build());
        assertReads(
                "violations_by_kind (kind=?",
                new ViolationCriteria.Builder().state(ViolationState.RESOLVED).build());
        assertReads(
                "SCAN words VIRTUAL TABLE INDEX",
                new ViolationCriteria.Builder().control("c").build());
        assertReads(
                "SCAN words VIRTUAL TABLE INDEX",
                new ViolationCriteria.Builder().tag("t").build());
        assertReads(
                "SCAN words VIRTUAL TABLE INDEX",
                new ViolationCriteria.Builder().text("it broke").build());
    }

    /** In both orders, of one kind and of many, on the first page and those after. */
    private void assertReads(String index, ViolationCriteria filter) {
        ViolationCriteria shown = filter.with()
                .verdict(Verdict.VIOLATED)
                .mode(RuleMode.ENFORCE)
                .state(filter.state() == null ? ViolationState.OPEN : filter.state())
                .build();
        for (ViolationCriteria each : List.of(filter, shown)) {
            for (Order order : Order.values()) {
                assertThat(plan(new ViolationQuery(each, order, null, 100)))
                        .contains(index)
                        .doesNotContain("SCAN violations");
                assertThat(plan(new ViolationQuery(each, order, 7L, 100)))
                        .contains(index)
                        .doesNotContain("SCAN violations");
            }
        }
        assertThat(plan(ViolationQuery.newest(shown, 100))).doesNotContain("TEMP B-TREE");
    }

    @Test
    void find_bySeveralFilters_readsTheIndexThatSelectsBest() {
        assertThat(plan(query("r", new TraceId(1, 1), Severity.HIGH, "pay"))).contains("violations_by_trace");
        assertThat(plan(query("r", null, Severity.HIGH, "pay"))).contains("violations_by_rule");
        assertThat(plan(query(null, null, Severity.HIGH, "pay"))).contains("violations_by_service");
        assertThat(plan(between("r", Instant.EPOCH, Instant.MAX))).contains("violations_by_rule");
    }

    @Test
    void find_ofEverything_readsTheTableInItsOrder() {
        assertThat(plan(ViolationQuery.newest(ViolationCriteria.ALL, 100)))
                .doesNotContain("TEMP B-TREE", "USING INDEX");
    }

    @Test
    void count_byEachFilter_readsNoRow() {
        for (ViolationQuery query : List.of(
                ViolationQuery.newest(1),
                ofKind("r", Verdict.UNDECIDED, null),
                query(null, new TraceId(1, 1), null, null),
                query(null, null, Severity.HIGH, null),
                query(null, null, null, "pay"))) {
            Conditions conditions = Conditions.of(query.filter(), new SqliteSearch());
            Map<String, Object> values = new HashMap<>(conditions.values());
            values.put("most", 10_000);
            assertThat(plan(ViolationSql.count(conditions), values))
                    .contains("SEARCH violations USING COVERING INDEX violations_by_");
        }
    }

    private static ViolationQuery query(String ruleId, TraceId trace, Severity severity, String service) {
        return ViolationQuery.newest(
                new ViolationCriteria.Builder()
                        .ruleId(ruleId)
                        .traceId(trace)
                        .severity(severity)
                        .service(service)
                        .verdict(Verdict.VIOLATED)
                        .mode(RuleMode.ENFORCE)
                        .state(ViolationState.OPEN)
                        .build(),
                100);
    }

    private static ViolationQuery between(String ruleId, Instant from, Instant until) {
        return ViolationQuery.newest(
                new ViolationCriteria.Builder()
                        .ruleId(ruleId)
                        .verdict(Verdict.VIOLATED)
                        .mode(RuleMode.ENFORCE)
                        .state(ViolationState.OPEN)
                        .from(from)
                        .until(until)
                        .build(),
                1);
    }

    private static ViolationQuery ofKind(String ruleId, Verdict verdict, RuleMode mode) {
        return ViolationQuery.newest(
                new ViolationCriteria.Builder()
                        .ruleId(ruleId)
                        .verdict(verdict)
                        .mode(mode)
                        .state(ViolationState.OPEN)
                        .build(),
                10);
    }

    private String plan(ViolationQuery query) {
        Conditions conditions = Conditions.of(query.filter(), new SqliteSearch());
        Map<String, Object> values = new HashMap<>(conditions.values());
        values.put("limit", query.limit());
        if (query.after() != null) {
            values.put("after", query.after());
        }
        return plan(ViolationSql.page(conditions, query.order(), query.after()), values);
    }

    private String plan(String sql, Map<String, ?> values) {
        return Jdbi.create("jdbc:sqlite:" + directory.resolve("betrace.db"))
                .withHandle(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + sql)
                        .bindMap(values)
                        .map((row, context) -> row.getString("detail"))
                        .collect(Collectors.joining(" | ")));
    }
}
