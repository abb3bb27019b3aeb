package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace of very many spans, whose root comes last, that no service keeps as a whole. Rules on single spans must find what is in
 * it all the same; that its charge was not audited cannot be known, because the trace is cut.
 */
public record HugeTrace(TraceIds ids, int spans, int spansPerPart, int oneInFails) {

    public TracePlan plan(long number) {
        List<PlannedSpan> all = new ArrayList<>();
        all.add(PlannedSpan.of(1, 0, Orders.CHARGE, 20, 30));
        for (int index = 2; index < spans; index++) {
            PlannedSpan step = PlannedSpan.of(index, 0, "step", 10, 20);
            all.add(index % oneInFails == 0 ? step.withFailure() : step);
        }
        all.add(PlannedSpan.of(0, PlannedSpan.NONE, Orders.ROOT, 0, 400));
        List<List<PlannedSpan>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += spansPerPart) {
            parts.add(List.copyOf(all.subList(from, Math.min(all.size(), from + spansPerPart))));
        }
        return new TracePlan(number, parts, certain(number, all));
    }

    private List<Finding> certain(long number, List<PlannedSpan> all) {
        List<PlannedSpan> failed = all.stream().filter(PlannedSpan::failed).toList();
        return new OrderFindings(ids, number).of(failed);
    }
}
