package com.betrace.store;

import static com.betrace.store.StoredViolation.Change.OPENED;
import static com.betrace.store.StoredViolation.Change.SUPPRESSED;
import static com.betrace.store.StoredViolation.Change.UNCHANGED;
import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.testkit.ViolationBuilder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FloodGuardTest {

    private final FloodGuard guard = new FloodGuard(FloodGuard.LEAST);
    private int ids;

    @Test
    void firstHundredOfAMinute_areAlwaysAdmitted() {
        assertThat(admitted(150, () -> of("r", "s", 0))).isEqualTo(100);
        assertThat(admitted(1, () -> of("r", "s", 59))).isZero();
        assertThat(admitted(150, () -> of("r", "s", 60))).isEqualTo(100);
        assertThatThrownBy(() -> new FloodGuard(99)).hasMessage("most is 99, expected at least 100");
    }

    @Test
    void rulesAndServices_haveRoomOfTheirOwn() {
        admitted(100, () -> of("r", "s", 0));

        assertThat(admitted(100, () -> of("r", "other", 0))).isEqualTo(100);
        assertThat(admitted(100, () -> of("other", "s", 0))).isEqualTo(100);
    }

    @Test
    void failedWrite_takesNoRoom() {
        guard.begin();
        for (int n = 0; n < 100; n++) {
            assertThat(guard.ask(of("r", "s", 0))).isEqualTo(OPENED);
        }
        assertThat(guard.ask(of("r", "s", 0))).isEqualTo(SUPPRESSED);

        assertThat(admitted(100, () -> of("r", "s", 0))).isEqualTo(100);
    }

    @Test
    void failedWriteOfTheNextMinute_leavesWhatThisOneHas() {
        admitted(100, () -> of("r", "s", 0));
        guard.begin();
        assertThat(guard.ask(of("r", "s", 60))).isEqualTo(OPENED);

        assertThat(admitted(1, () -> of("r", "s", 0))).isZero();
    }

    @Test
    void b13_clockThatGoesBack_leavesEachMinuteItsRoom() {
        admitted(100, () -> of("r", "s", 3600));

        assertThat(admitted(150, () -> of("r", "s", 0))).isEqualTo(100);
        assertThat(admitted(150, () -> of("r", "s", 60))).isEqualTo(100);
        assertThat(admitted(1, () -> of("r", "s", 60))).isZero();
    }

    @Test
    void suppressedOne_staysSoWhenItComesAgain() {
        admitted(100, () -> of("r", "s", 0));
        Violation one = of("r", "s", 0);

        guard.begin();
        assertThat(guard.ask(one)).isEqualTo(SUPPRESSED);
        assertThat(guard.ask(one)).isEqualTo(UNCHANGED);
        guard.begin();
        assertThat(guard.ask(one)).as("after a write that failed").isEqualTo(SUPPRESSED);
        guard.succeeded();
        guard.begin();
        assertThat(guard.ask(ViolationBuilder.of(one)
                        .foundAt(TIME_ZERO.plusSeconds(75))
                        .build()))
                .as("once its trace has closed")
                .isEqualTo(UNCHANGED);
    }

    @Test
    void oldestOfManySuppressed_areForgotten() {
        admitted(100, () -> of("r", "s", 0));
        Violation first = of("r", "s", 0);
        admitted(1, () -> first);
        admitted(FloodGuard.REMEMBERED - 1, () -> of("r", "s", 0));
        guard.begin();
        assertThat(guard.ask(first)).isEqualTo(UNCHANGED);

        admitted(1, () -> of("r", "s", 0));

        guard.begin();
        assertThat(guard.ask(first)).isEqualTo(SUPPRESSED);
    }

    /** How many of as many are admitted by one write that succeeds. */
    private int admitted(int asked, Supplier<Violation> violation) {
        guard.begin();
        int admitted = 0;
        for (int n = 0; n < asked; n++) {
            admitted += guard.ask(violation.get()) == OPENED ? 1 : 0;
        }
        guard.succeeded();
        return admitted;
    }

    private Violation of(String rule, String service, int second) {
        return new ViolationBuilder(new ViolationId(String.format("%032x", ++ids)))
                .rule(rule, rule, 1)
                .span(null, service, "")
                .foundAt(TIME_ZERO.plusSeconds(second))
                .build();
    }
}
