package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationState;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import com.betrace.store.ViolationStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiViolationStoreTest extends ViolationStoreContract {

    @TempDir
    private Path directory;

    private OpenDatabase database;

    @BeforeEach
    void open() {
        database = OpenDatabase.in(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ViolationStore store() {
        return database.violations();
    }

    @Test
    void violations_areThereAfterARestartAndTheSequenceGoesOn() {
        store().write(List.of(violation(1), violation(2)));

        close();
        open();

        assertThat(store().find(ViolationQuery.newest(10))).containsExactly(violation(2), violation(1));
        assertThat(store().write(List.of(violation(2), violation(3))))
                .extracting(StoredViolation::seq)
                .containsExactly(2L, 3L);
    }

    @Test
    void write_ofMoreThanAStatementMayBind_findsWhatIsKnown() {
        List<Violation> many = LongStream.rangeClosed(1, 2_500)
                .mapToObj(TestViolations::violation)
                .toList();
        store().write(many);

        assertThat(store().write(many))
                .allSatisfy(stored -> assertThat(stored.change()).isEqualTo(StoredViolation.Change.UNCHANGED));
    }

    @Test
    void write_keepsTimesToTheMicrosecondAndReturnsWhatItKept() {
        Violation precise = TestViolations.at(violation(1), Instant.parse("2026-01-01T00:00:00.123456789Z"));

        StoredViolation stored = store().write(List.of(precise)).get(0);

        assertThat(stored.violation().foundAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(store().get(precise.id())).contains(stored.violation());
    }

    @Test
    void write_ofTooMuchText_isCutVisiblyAndStaysTheSameWhenWrittenAgain() {
        Violation huge = TestViolations.withMessage(violation(1), "m".repeat(1_000_000));

        StoredViolation stored = store().write(List.of(huge)).get(0);

        assertThat(stored.violation().message()).hasSize(4_096).endsWith("m... (cut from 1000000 characters)");
        assertThat(store().get(huge.id())).contains(stored.violation());
        assertThat(store().write(List.of(huge)).get(0).change()).isEqualTo(StoredViolation.Change.UNCHANGED);
    }

    @Test
    void find_byEachFilterNewestFirst_readsAnIndexAndDoesNotSort() {
        ViolationQuery all = ViolationQuery.newest(100);
        assertThat(plan(all)).isEqualTo("SEARCH violations USING INDEX violations_by_kind (kind=?)");
        assertThat(plan(query("r", null, null, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_rule (rule_id=? AND kind=?)");
        assertThat(plan(query(null, new TraceId(1, 1), null, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_trace (trace_id=? AND kind=?)");
        assertThat(plan(query(null, null, Severity.HIGH, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_severity (severity=? AND kind=?)");
        assertThat(plan(query(null, null, null, "pay")))
                .isEqualTo("SEARCH violations USING INDEX violations_by_service (service=? AND kind=?)");
    }

    @Test
    void find_bySeveralFilters_readsTheIndexThatSelectsBest() {
        assertThat(plan(query("r", new TraceId(1, 1), Severity.HIGH, "pay"))).contains("violations_by_trace");
        assertThat(plan(query("r", null, Severity.HIGH, "pay"))).contains("violations_by_rule");
        assertThat(plan(query(null, null, Severity.HIGH, "pay"))).contains("violations_by_service");
        assertThat(plan(between("r", Instant.EPOCH, Instant.MAX))).contains("violations_by_rule");
    }

    @Test
    void find_byTime_readsTheTimeIndex() {
        assertThat(plan(between(null, Instant.EPOCH, Instant.MAX)))
                .startsWith("SEARCH violations USING INDEX violations_by_time (kind=? AND found_at>? AND found_at<?)");
    }

    @Test
    void find_ofSeveralKinds_readsTheNewestOfEachWithoutSortingThem() {
        store().write(TestViolations.violations(1, 3));

        for (String rule : new String[] {null, "r"}) {
            String index = rule == null ? "violations_by_kind (kind=?)" : "violations_by_rule (rule_id=? AND kind=?)";
            assertThat(plan(ofKind(rule, null, null)).split("SEARCH violations USING INDEX " + Pattern.quote(index)))
                    .hasSize(5);
            assertThat(plan(ofKind(rule, null, null))).doesNotContain("SCAN violations");
            assertThat(plan(ofKind(rule, Verdict.UNDECIDED, RuleMode.SHADOW)))
                    .isEqualTo("SEARCH violations USING INDEX " + index);
        }
    }

    @Test
    void count_byEachFilter_readsNoRow() {
        for (ViolationQuery query : List.of(
                ViolationQuery.newest(1),
                ofKind(null, null, null),
                ofKind("r", Verdict.UNDECIDED, null),
                query(null, new TraceId(1, 1), null, null),
                query(null, null, Severity.HIGH, null),
                query(null, null, null, "pay"),
                between(null, Instant.EPOCH, Instant.MAX))) {
            assertThat(plan(
                            JdbiViolationStore.counting(Conditions.of(query)),
                            Conditions.of(query).values()))
                    .startsWith("SEARCH violations USING COVERING INDEX violations_by_");
        }
    }

    @Test
    void find_ofAVerdictThatIsNeverStored_isEmpty() {
        store().write(List.of(violation(1)));

        assertThat(store().find(ofKind(null, Verdict.SATISFIED, null))).isEmpty();
        assertThat(store().count(ofKind(null, Verdict.SATISFIED, null))).isZero();
    }

    private static ViolationQuery query(String ruleId, TraceId trace, Severity severity, String service) {
        return new ViolationQuery(
                ruleId,
                trace,
                severity,
                service,
                Verdict.VIOLATED,
                RuleMode.ENFORCE,
                ViolationState.OPEN,
                null,
                null,
                100);
    }

    private static ViolationQuery between(String ruleId, Instant from, Instant until) {
        return new ViolationQuery(
                ruleId, null, null, null, Verdict.VIOLATED, RuleMode.ENFORCE, ViolationState.OPEN, from, until, 1);
    }

    private static ViolationQuery ofKind(String ruleId, Verdict verdict, RuleMode mode) {
        return new ViolationQuery(ruleId, null, null, null, verdict, mode, ViolationState.OPEN, null, null, 10);
    }

    private String plan(ViolationQuery query) {
        Map<String, Object> values = new HashMap<>(Conditions.of(query).values());
        values.put("limit", query.limit());
        return plan(JdbiViolationStore.newestFirst(Conditions.of(query)), values);
    }

    private String plan(String sql, Map<String, ?> values) {
        return Jdbi.create("jdbc:sqlite:" + directory.resolve("betrace.db"))
                .withHandle(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + sql)
                        .bindMap(values)
                        .map((row, context) -> row.getString("detail"))
                        .collect(Collectors.joining(" | ")));
    }
}
