package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import com.betrace.store.ViolationStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        assertThat(plan(all)).isEqualTo("SCAN violations");
        assertThat(plan(query("r", null, null, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_rule (rule_id=?)");
        assertThat(plan(query(null, new TraceId(1, 1), null, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_trace (trace_id=?)");
        assertThat(plan(query(null, null, Severity.HIGH, null)))
                .isEqualTo("SEARCH violations USING INDEX violations_by_severity (severity=?)");
        assertThat(plan(query(null, null, null, "pay")))
                .isEqualTo("SEARCH violations USING INDEX violations_by_service (service=?)");
    }

    @Test
    void find_bySeveralFilters_readsTheIndexThatSelectsBest() {
        assertThat(plan(query("r", new TraceId(1, 1), Severity.HIGH, "pay"))).contains("violations_by_trace");
        assertThat(plan(query("r", null, Severity.HIGH, "pay"))).contains("violations_by_rule");
        assertThat(plan(query(null, null, Severity.HIGH, "pay"))).contains("violations_by_service");
        assertThat(plan(new ViolationQuery("r", null, null, null, Instant.EPOCH, Instant.MAX, 1)))
                .contains("violations_by_rule");
    }

    @Test
    void find_byTime_readsTheTimeIndex() {
        assertThat(plan(new ViolationQuery(null, null, null, null, Instant.EPOCH, Instant.MAX, 1)))
                .startsWith("SEARCH violations USING INDEX violations_by_time (found_at>? AND found_at<?)");
    }

    private static ViolationQuery query(String ruleId, TraceId trace, Severity severity, String service) {
        return new ViolationQuery(ruleId, trace, severity, service, null, null, 100);
    }

    private String plan(ViolationQuery query) {
        Conditions conditions = Conditions.of(query);
        return Jdbi.create("jdbc:sqlite:" + directory.resolve("betrace.db"))
                .withHandle(
                        handle -> handle.createQuery("EXPLAIN QUERY PLAN " + JdbiViolationStore.newestFirst(conditions))
                                .bindMap(conditions.values())
                                .bind("limit", query.limit())
                                .map((row, context) -> row.getString("detail"))
                                .collect(Collectors.joining(" | ")));
    }
}
