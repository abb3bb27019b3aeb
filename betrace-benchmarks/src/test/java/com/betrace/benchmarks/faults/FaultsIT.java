package com.betrace.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fault runs in their small size, each on a packaged service of its own. */
class FaultsIT {

    /** Set {@code -Dbetrace.faults.seed} to repeat the traces and the random moments of a run that failed. */
    private static final long SEED = Long.getLong("betrace.faults.seed", new Random().nextInt(Integer.MAX_VALUE));

    private static final Path ROOT = Path.of(System.getProperty("betrace.root"));

    @Test
    void e1_e11_killedTwentyTimesUnderLoad_judgesWhatItAcknowledgedOnce() throws Exception {
        assertHolds(Scenarios.SMALL_CHAIN);
    }

    @Test
    void e10_stoppedUnderLoad_goesOnWithItsOpenTraces() throws Exception {
        assertHolds(Scenarios.SMALL_TERMINATION);
    }

    @Test
    void b14_frozenForLongerThanTracesMayIdle_closesNoneEarly() throws Exception {
        assertHolds(Scenarios.SMALL_STALL);
    }

    @Test
    void b16_d1_d9_tenTimesWhatItCanTake_losesNothingAndSaysWhenToRetry() throws Exception {
        assertHolds(Scenarios.SMALL_OVERLOAD);
    }

    @Test
    void b8_floodOfOneSpanTraces_staysWithinItsMemory() throws Exception {
        assertHolds(Scenarios.SMALL_FLOOD);
    }

    @Test
    void b6_traceOfFiftyThousandSpans_isCutAndNobodyElseNotices() throws Exception {
        assertHolds(Scenarios.GIANT);
    }

    @Test
    void b17_memoryBeyondTheHardMark_closesTracesThatSaySo() throws Exception {
        assertHolds(Scenarios.SMALL_SHORTAGE);
    }

    private static void assertHolds(Scenario scenario) throws InterruptedException {
        Protocol protocol = Protocol.of(scenario, new Setting(ROOT, SEED));
        System.out.println(scenario.title() + " with seed " + SEED + ": " + protocol.figures());

        assertThat(protocol.problems())
                .as("%s with seed %s: %s", scenario.title(), SEED, protocol.figures())
                .isEmpty();
    }
}
