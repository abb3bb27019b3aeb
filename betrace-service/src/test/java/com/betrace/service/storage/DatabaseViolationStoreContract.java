package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import com.betrace.store.ViolationStoreContract;
import com.betrace.testkit.ViolationBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stores in databases do beyond the contract of every store. */
abstract class DatabaseViolationStoreContract extends ViolationStoreContract {

    private OpenDatabase database;

    /** The same database each time within a test. */
    abstract OpenDatabase openDatabase();

    @BeforeEach
    void open() {
        database = openDatabase();
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

        assertThat(store().find(ViolationQuery.newest(10)).violations()).containsExactly(violation(2), violation(1));
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
    void find_ofAVerdictThatIsNeverStored_isEmpty() {
        store().write(List.of(violation(1)));
        ViolationCriteria satisfied =
                new ViolationCriteria.Builder().verdict(Verdict.SATISFIED).build();

        assertThat(store().find(ViolationQuery.newest(satisfied, 10)).violations())
                .isEmpty();
        assertThat(store().count(satisfied, Long.MAX_VALUE)).isZero();
    }

    @Test
    void write_ofLongNamesOfAnyAlphabet_isFoundByThem() {
        String longName = "名前".repeat(300) + "💥".repeat(500);
        Violation named = ViolationBuilder.of(violation(1))
                .span(violation(1).spanId(), longName, longName)
                .build();

        Violation stored = store().write(List.of(named)).get(0).violation();

        assertThat(store().find(ViolationQuery.newest(
                                ViolationCriteria.ALL
                                        .with()
                                        .service(stored.service())
                                        .spanName(stored.spanName())
                                        .text(longName.substring(0, 500))
                                        .build(),
                                10))
                        .violations())
                .containsExactly(stored);
    }
}
