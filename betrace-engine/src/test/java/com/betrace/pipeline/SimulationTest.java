package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The whole pipeline against the oracle, from as many seeds as {@code -Dbetrace.simulation.seeds} says, or from the one that
 * {@code -Dbetrace.simulation.seed} names.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("betrace.simulation.seeds", 300);
    private static final Long ONLY = Long.getLong("betrace.simulation.seed");

    @Test
    void h2_pipelineUnderAnyOrderLoadAndCrash_findsWhatTheOracleFinds() {
        if (ONLY != null) {
            run(ONLY);
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
    }

    @Test
    void sameSeed_isTheSameRun() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(run(seed)).isEqualTo(run(seed));
        }
    }

    private static String run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", run it alone by -Dbetrace.simulation.seed=" + seed + "\n" + simulation.story()
                            + "\n" + e.getMessage(),
                    e);
        }
        return simulation.story() + simulation.outcome();
    }
}
