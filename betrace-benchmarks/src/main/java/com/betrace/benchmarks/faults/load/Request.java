package com.betrace.benchmarks.faults.load;

import java.util.List;

/**
 * One export request; sent again with the same bytes until it is acknowledged.
 *
 * @param parts which parts of which traces are in it
 * @param spans how many there are
 */
public record Request(List<Part> parts, int spans, byte[] body) {

    /** A part of a trace, by its index. */
    public record Part(TracePlan plan, int index) {

        List<PlannedSpan> spans() {
            return plan.parts().get(index);
        }
    }

    public static Request of(List<Part> parts, TraceIds ids) {
        int spans = parts.stream().mapToInt(part -> part.spans().size()).sum();
        return new Request(List.copyOf(parts), spans, OtlpBody.of(parts, ids));
    }
}
