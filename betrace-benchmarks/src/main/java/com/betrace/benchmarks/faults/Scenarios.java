package com.betrace.benchmarks.faults;

import java.time.Duration;
import java.util.List;

/** All scenarios in their two sizes. */
final class Scenarios {

    static final Scenario SMALL_CHAIN = new CrashChain(20);
    static final Scenario SMALL_TERMINATION = new Termination(2);
    static final Scenario SMALL_STALL = new Stall(Duration.ofSeconds(15));
    static final Scenario SMALL_OVERLOAD =
            new Overload(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(15), 0);
    static final Scenario SMALL_FLOOD = new OneSpanFlood(60_000);
    static final Scenario SMALL_SHORTAGE = new MemoryShortage(1_600);
    static final Scenario GIANT = new GiantTrace(50_000);
    static final Scenario CLOCK = new WallClock();

    private Scenarios() {}

    /** As {@code mvn verify} runs them, and what may need what not every machine has. */
    static List<Scenario> small() {
        return List.of(
                SMALL_CHAIN, SMALL_TERMINATION, SMALL_STALL, CLOCK, SMALL_OVERLOAD, SMALL_FLOOD, GIANT, SMALL_SHORTAGE);
    }

    static List<Scenario> large() {
        return List.of(
                new CrashChain(200),
                new Termination(20),
                new Stall(Duration.ofSeconds(60)),
                CLOCK,
                new Overload(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(10), 0.7),
                new OneSpanFlood(1_000_000),
                GIANT,
                new MemoryShortage(60_000));
    }
}
