package com.betrace.benchmarks.faults.load;

import java.util.List;

/** Traces of one span each; every so many of them fails. */
public record SingleSpans(TraceIds ids, int oneInFails) implements TracePlans {

    @Override
    public TracePlan plan(long number) {
        PlannedSpan root = PlannedSpan.of(0, PlannedSpan.NONE, Orders.ROOT, 0, 10);
        List<PlannedSpan> spans = List.of(number % oneInFails == 0 ? root.withFailure() : root);
        return new TracePlan(number, List.of(spans), new OrderFindings(ids, number).of(spans));
    }
}
