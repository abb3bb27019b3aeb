package com.betrace.benchmarks.faults.load;

import java.util.OptionalLong;

/** Ids by number, so that what is found in a trace leads back to how it was made. */
public final class TraceIds {

    private static final int SPAN_BITS = 20;

    private final long run;

    /** @param run tells the traces of one run from those of others */
    public TraceIds(long run) {
        this.run = run | 1;
    }

    public String trace(long number) {
        return String.format("%016x%016x", run, number);
    }

    /** Span ids are unique among all traces of a run. */
    static String span(long number, int index) {
        return String.format("%016x", number << SPAN_BITS | (index + 1));
    }

    /** Empty for a trace that is not of this run. */
    public OptionalLong number(String trace) {
        return trace.startsWith(String.format("%016x", run))
                ? OptionalLong.of(Long.parseUnsignedLong(trace.substring(16), 16))
                : OptionalLong.empty();
    }
}
