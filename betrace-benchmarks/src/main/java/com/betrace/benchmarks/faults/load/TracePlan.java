package com.betrace.benchmarks.faults.load;

import java.util.List;

/**
 * A trace, how its spans are spread over requests, and what must be found in it.
 *
 * @param parts the spans by request, in the order in which the requests are sent
 * @param findings each exactly once; nothing else may be found
 */
public record TracePlan(long number, List<List<PlannedSpan>> parts, List<Finding> findings) {

    public TracePlan {
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    public int spans() {
        return parts.stream().mapToInt(List::size).sum();
    }
}
