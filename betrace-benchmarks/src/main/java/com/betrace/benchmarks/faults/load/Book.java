package com.betrace.benchmarks.faults.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The traces of one run, numbered as they are begun, what was acknowledged of them and what was answered. Thread-safe. */
public record Book(TraceIds ids, TracePlans plans, Ledger ledger, Tally tally, AtomicLong numbers) {

    public static Book of(TraceIds ids, TracePlans plans) {
        return new Book(ids, plans, new Ledger(), new Tally(), new AtomicLong());
    }

    public TracePlan begin() {
        return plans.plan(numbers.incrementAndGet());
    }

    /** The first parts of so many new traces. */
    Request beginRequest(int traces) {
        List<Request.Part> parts = Stream.generate(() -> new Request.Part(begin(), 0))
                .limit(traces)
                .toList();
        return Request.of(parts, ids);
    }

    /** How many traces were begun. */
    public long begun() {
        return numbers.get();
    }
}
