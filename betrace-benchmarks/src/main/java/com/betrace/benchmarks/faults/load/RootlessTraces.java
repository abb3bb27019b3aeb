package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Traces whose root never comes and which are never whole: a charge that was not audited as far as one can see. They stay open
 * for the idle time and fill the memory.
 */
public record RootlessTraces(int spans) implements TracePlans {

    /** How many rules find something missing in each, and cannot know whether it is. */
    public static final int UNDECIDED_RULES = 2;

    private static final String WAITING = "x".repeat(200);

    @Override
    public TracePlan plan(long number) {
        List<PlannedSpan> open = new ArrayList<>();
        open.add(PlannedSpan.of(1, 0, Orders.CHARGE, 20, 30));
        for (int index = 2; index <= spans; index++) {
            open.add(PlannedSpan.of(index, 0, WAITING + index, 10, 20));
        }
        return new TracePlan(number, List.of(open), List.of());
    }
}
