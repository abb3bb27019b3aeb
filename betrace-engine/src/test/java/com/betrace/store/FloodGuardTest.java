package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.testkit.ViolationBuilder;
import org.junit.jupiter.api.Test;

class FloodGuardTest {

    private final FloodGuard guard = new FloodGuard(FloodGuard.LEAST);

    @Test
    void firstHundredOfAMinute_areAlwaysAdmitted() {
        assertThat(admitted(150, of("r", "s", 0))).isEqualTo(100);
        assertThat(admitted(1, of("r", "s", 59))).isZero();
        assertThat(admitted(150, of("r", "s", 60))).isEqualTo(100);
        assertThatThrownBy(() -> new FloodGuard(99)).hasMessage("most is 99, expected at least 100");
    }

    @Test
    void rulesAndServices_haveRoomOfTheirOwn() {
        admitted(100, of("r", "s", 0));

        assertThat(admitted(100, of("r", "other", 0))).isEqualTo(100);
        assertThat(admitted(100, of("other", "s", 0))).isEqualTo(100);
    }

    @Test
    void failedWrite_takesNoRoom() {
        guard.begin();
        for (int n = 0; n < 100; n++) {
            assertThat(guard.admits(of("r", "s", 0))).isTrue();
        }
        assertThat(guard.admits(of("r", "s", 0))).isFalse();

        assertThat(admitted(100, of("r", "s", 0))).isEqualTo(100);
    }

    @Test
    void failedWriteOfTheNextMinute_leavesWhatThisOneHas() {
        admitted(100, of("r", "s", 0));
        guard.begin();
        assertThat(guard.admits(of("r", "s", 60))).isTrue();

        assertThat(admitted(1, of("r", "s", 0))).isZero();
    }

    @Test
    void b13_clockThatGoesBack_leavesEachMinuteItsRoom() {
        admitted(100, of("r", "s", 3600));

        assertThat(admitted(150, of("r", "s", 0))).isEqualTo(100);
        assertThat(admitted(150, of("r", "s", 60))).isEqualTo(100);
        assertThat(admitted(1, of("r", "s", 60))).isZero();
    }

    /** How many of as many are admitted by one write that succeeds. */
    private int admitted(int asked, Violation violation) {
        guard.begin();
        int admitted = 0;
        for (int n = 0; n < asked; n++) {
            admitted += guard.admits(violation) ? 1 : 0;
        }
        guard.succeeded();
        return admitted;
    }

    private static Violation of(String rule, String service, int second) {
        return new ViolationBuilder(new ViolationId("0".repeat(32)))
                .rule(rule, rule, 1)
                .span(null, service, "")
                .foundAt(TIME_ZERO.plusSeconds(second))
                .build();
    }
}
