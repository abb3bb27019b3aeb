package com.betrace.benchmarks.faults.load;

import java.util.Collection;
import java.util.List;

/**
 * What must be found: one violation.
 *
 * @param offenders span ids in ascending order, at most as many as the service keeps
 * @param offenderCount how many there are in all
 */
public record Finding(String rule, String trace, List<String> offenders, int offenderCount) {

    /** Of more offenders a violation keeps the first; which are the first is not for the ledger to know. */
    public static final int OFFENDERS_KEPT = 100;

    public Finding {
        offenders = offenderCount > OFFENDERS_KEPT
                ? List.of()
                : offenders.stream().sorted().toList();
    }

    static Finding of(String rule, String trace, Collection<String> offenders) {
        return new Finding(rule, trace, List.copyOf(offenders), offenders.size());
    }

    @Override
    public String toString() {
        return rule + " in " + trace + " by " + offenderCount + " " + offenders;
    }
}
