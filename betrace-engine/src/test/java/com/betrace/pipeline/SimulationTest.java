package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The whole pipeline against the oracle, from as many seeds as {@code -Dbetrace.simulation.seeds} says, or from the one that
 * {@code -Dbetrace.simulation.seed} names.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("betrace.simulation.seeds", 300);
    private static final long ONLY = Long.getLong("betrace.simulation.seed", 0);

    @Test
    void b1_b5_b14_b18_e1_anyOrderPauseAndCrash_leaveWhatTheOracleSays() {
        Set<String> seen = new ConcurrentSkipListSet<>();
        Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
        LongStream seeds = ONLY == 0 ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(ONLY);
        seeds.parallel().filter(seed -> failures.isEmpty()).forEach(seed -> {
            try {
                seen.addAll(run(seed).seen());
            } catch (AssertionError e) {
                failures.add(e);
            }
        });

        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        if (SEEDS >= 300 && ONLY == 0) {
            assertThat(seen).as("what happened in any of the runs").isEqualTo(allThereIs());
        }
    }

    @Test
    void sameSeed_isTheSameRun() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(run(seed).story()).isEqualTo(run(seed).story());
        }
    }

    private static Simulation run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", run it alone by -Dbetrace.simulation.seed=" + seed + "\n" + simulation.story()
                            + "\n" + e.getMessage(),
                    e);
        }
        return simulation;
    }

    /** A run in which little happens proves little. */
    private static Set<String> allThereIs() {
        Set<String> all = new TreeSet<>(Set.of("killed", "killed in a request", "killed while writing", "stopped"));
        all.addAll(Set.of("rules: add", "rules: remove", "rules: replace", "stood still", "slow judging"));
        all.addAll(Set.of("TAKEN", "LOG_FULL", "LOG_FAILED", "sent twice"));
        all.addAll(Set.of("ADDED", "DUPLICATE", "REOPENS", "LATE", "AFTER_LIMIT"));
        all.addAll(Set.of("closed by ROOT", "closed by IDLE", "closed by MAX_AGE", "closed by SPAN_LIMIT"));
        all.addAll(Set.of("closed by SHUTDOWN", "judged again", "taken up open", "taken up closed"));
        all.addAll(Set.of("violated", "PARTIAL", "CLOCK_SKEW", "retracted", "found late"));
        return all;
    }
}
