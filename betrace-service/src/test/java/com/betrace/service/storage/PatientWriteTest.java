package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Violation;
import com.betrace.service.storage.PatientWrite.GivenUp;
import com.betrace.service.storage.PatientWrite.Outcome;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientWriteTest {

    private final UnreliableStore store = new UnreliableStore();

    private static Outcome finish(PatientWrite write) {
        Outcome outcome = write.attempt();
        while (outcome == Outcome.GOES_ON) {
            outcome = write.attempt();
        }
        return outcome;
    }

    private PatientWrite write(List<Violation> violations) {
        return new PatientWrite(store, List.copyOf(violations), 100);
    }

    @Test
    void nothing_isDoneWithoutTheStore() {
        assertThat(finish(write(List.of()))).isEqualTo(Outcome.DONE);
        assertThat(store.attempts).hasValue(0);
    }

    @Test
    void all_areWrittenAtOnce() {
        PatientWrite write = write(violations(1, 100));

        assertThat(write.attempt()).isEqualTo(Outcome.DONE);
        assertThat(store.batches).containsExactly(100);
        assertThat(write.stored()).extracting(StoredViolation::violation).isEqualTo(violations(1, 100));
    }

    @Test
    void refusedOne_isFoundWhereverItIsAndTheOthersKeepTheirOrder() {
        for (int bad = 1; bad <= 33; bad++) {
            UnreliableStore choosy = new UnreliableStore();
            choosy.refuse(violation(bad).id());
            PatientWrite write = new PatientWrite(choosy, List.copyOf(violations(1, 33)), 100);

            assertThat(finish(write)).isEqualTo(Outcome.DONE);
            List<Violation> others = new ArrayList<>(violations(1, 33));
            others.remove(bad - 1);
            assertThat(write.stored()).extracting(StoredViolation::violation).isEqualTo(others);
            assertThat(write.givenUp()).extracting(GivenUp::update).containsExactly(violation(bad));
        }
    }

    @Test
    void refusedOneAlone_isGivenUpToo() {
        store.refuse(violation(1).id());
        PatientWrite write = write(violations(1, 1));

        assertThat(finish(write)).isEqualTo(Outcome.DONE);
        assertThat(write.givenUp())
                .extracting(lost -> lost.refusal().getMessage())
                .containsExactly("a value is out of range");
        assertThat(write.left()).isZero();
    }

    @Test
    void e3_storeInTrouble_givesNothingUp() {
        for (Throwable trouble : List.of(
                new RequestException(ErrorCode.UNAVAILABLE, "disk is full"),
                new NoClassDefFoundError("native library"),
                new IllegalStateException("whatever it is called, it fails for all"))) {
            store.failWith(trouble);
            PatientWrite write = write(violations(1, 8));

            assertThat(finish(write)).isEqualTo(Outcome.FAILED);
            assertThat(finish(write)).isEqualTo(Outcome.FAILED);
            assertThat(write.givenUp()).isEmpty();
            assertThat(write.left()).isEqualTo(8);
            assertThat(write.failure()).contains(trouble);

            store.heal();
            assertThat(finish(write)).isEqualTo(Outcome.DONE);
            assertThat(write.stored()).hasSize(8);
        }
        assertThat(store.count(ViolationCriteria.SHOWN, Long.MAX_VALUE)).isEqualTo(8);
    }

    @Test
    void whatWasStoredBeforeTheTrouble_isNotWrittenAgain() {
        PatientWrite write = new PatientWrite(store, List.copyOf(violations(1, 20)), 10);
        assertThat(write.attempt()).isEqualTo(Outcome.GOES_ON);
        store.failWith(new RequestException(ErrorCode.UNAVAILABLE, "disk is full"));
        assertThat(write.attempt()).isEqualTo(Outcome.FAILED);

        store.heal();

        assertThat(finish(write)).isEqualTo(Outcome.DONE);
        assertThat(write.stored()).extracting(StoredViolation::change).containsOnly(StoredViolation.Change.OPENED);
        assertThat(store.batches).containsExactly(10, 10);
    }
}
