package com.betrace.rulecase;

import com.betrace.model.Verdict;
import java.util.List;

/**
 * A trace and what a rule must say of it.
 *
 * @param offenders ids of the compact trace, in any order; empty where they do not matter
 * @param trace in the form of {@link CompactTrace}
 */
public record RuleCase(String name, Verdict expect, List<String> offenders, String trace) {

    public RuleCase {
        offenders = List.copyOf(offenders);
    }
}
