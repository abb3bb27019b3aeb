package com.betrace.benchmarks.faults.load;

/** Makes traces; the same number always gives the same trace. */
@FunctionalInterface
public interface TracePlans {

    TracePlan plan(long number);
}
